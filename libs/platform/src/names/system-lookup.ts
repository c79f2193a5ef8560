import { lookup as systemCall } from 'node:dns/promises';
import type { IpFamily, ResolvedAddress } from './resolver.ts';

/** Lookups of the system that run at once: each blocks one of the four threads that files and compression need too. */
const MAX_RUNNING = 2;
const LIMIT_MS = 5_000;
/** A name that took longer than the limit is left alone for so long: its thread may still be blocked. */
const QUIET_MS = 30_000;
/** The system tells no time to live. */
const KEPT_MS = 30_000;
const MAX_KEPT = 1_000;

type SystemCall = (host: string, family: IpFamily) => Promise<readonly ResolvedAddress[]>;

const callSystem: SystemCall = async (host, family) => {
  const answers = await systemCall(host, { all: true, family, order: 'verbatim' });
  return answers.map((one) => ({ address: one.address, family: one.family === 6 ? 6 : 4 }));
};

const tooSlow = (host: string): Error =>
  Object.assign(new Error(`The system did not resolve ${host} in time.`), { code: 'ETIMEOUT' });

/**
 * The resolver of the operating system, which alone knows some names of the local network. It has a few threads for
 * all, so it gets few questions, one at a time for a name, and a limit of time; nobody waits behind a name that hangs.
 */
export class SystemLookup {
  readonly #call: SystemCall;
  readonly #now: () => number;
  readonly #open = new Map<string, Promise<readonly ResolvedAddress[]>>();
  readonly #kept = new Map<string, { addresses: readonly ResolvedAddress[]; until: number }>();
  readonly #quietUntil = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ now, call = callSystem }: { now: () => number; call?: SystemCall }) {
    this.#now = now;
    this.#call = call;
  }

  /** Rejects with the error of the system, or with `ETIMEOUT`. */
  async resolve(host: string, family: IpFamily): Promise<readonly ResolvedAddress[]> {
    const key = `${family} ${host}`;
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#now()) return kept.addresses;
    if ((this.#quietUntil.get(key) ?? 0) > this.#now()) throw tooSlow(host);
    const open = this.#open.get(key) ?? this.#start(key, host, family);
    return open;
  }

  #start(key: string, host: string, family: IpFamily): Promise<readonly ResolvedAddress[]> {
    const open = this.#limited(key, host, family).finally(() => this.#open.delete(key));
    this.#open.set(key, open);
    return open;
  }

  async #limited(key: string, host: string, family: IpFamily): Promise<readonly ResolvedAddress[]> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    let isRunning = false;
    const timer = setTimeout(() => {
      if (isRunning) put(this.#quietUntil, key, this.#now() + QUIET_MS);
      reject(tooSlow(host));
    }, LIMIT_MS);
    const answer = this.#inTurn(async () => {
      isRunning = true;
      const addresses = await this.#call(host, family);
      put(this.#kept, key, { addresses, until: this.#now() + KEPT_MS });
      this.#quietUntil.delete(key);
      return addresses;
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs a call when one of the places is free; the place is free again when the thread is. */
  async #inTurn<T>(call: () => Promise<T>): Promise<T> {
    if (this.#running < MAX_RUNNING) this.#running++;
    // Whoever leaves hands its place over.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await call();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

function put<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size <= MAX_KEPT) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
