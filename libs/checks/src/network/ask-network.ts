import { randomUUID } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import type { NetworkEvidence } from '@app/domain';
import type { EgressGuard } from '@app/platform';
import { askHost } from './ask-host.ts';
import type { NetworkPath } from './path.ts';
import { neighbourOf } from './routes.ts';

/** A host and port that is asked whether it answers. */
export interface Canary {
  readonly host: string;
  readonly port: number;
}

/** A target that was reached a while ago, or that has just failed, by its address. */
export interface Witness {
  readonly address: string;
  readonly port: number;
}

export interface NetworkQuestion {
  readonly path: NetworkPath;
  readonly witnesses: readonly Witness[];
  /** The name of a target; the resolver is asked for a made-up name below it. */
  readonly name: string | null;
}

export interface NetworkQuestionOptions {
  readonly guard: EgressGuard;
  /** The choice of the administrator. */
  readonly canaries: readonly Canary[];
  /** Time for all answers together, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Long enough for a lost packet to be sent again, short enough that nobody waits for a verdict. */
const TIMEOUT_MS = 1_500;
/** Any port does: a router that refuses has answered. */
const GATEWAY_PORT = 53;

const NO_GATEWAY: NetworkEvidence['gateway'] = 'none';
const NO_NAME: NetworkEvidence['resolver'] = 'not-asked';

/** Asks whether the machine's own network works, all at once; the first answer from outside ends it. */
export type AskNetwork = (question: NetworkQuestion) => Promise<NetworkEvidence>;

/** Creates the question that is asked before failures of several targets are believed. */
export function createNetworkQuestion({
  guard,
  canaries,
  timeoutMs = TIMEOUT_MS,
}: NetworkQuestionOptions): AskNetwork {
  return async ({ path, witnesses, name }) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new Error('Nobody answered in time.')), timeoutMs);
    const { family, gateway } = path;
    const ask = (host: string, port: number) => askHost(guard, { host, port, family }, stop.signal);
    try {
      const outside = createTally(stop);
      const asked = [
        ...canaries.map(async ({ host, port }) => outside.canary(await ask(host, port))),
        ...witnesses.map(async ({ address, port }) =>
          outside.witness(address, await ask(address, port)),
        ),
      ];
      const [next, resolver] = await Promise.all([
        gateway === null ? NO_GATEWAY : askGateway(gateway, ask(gateway, GATEWAY_PORT)),
        name === null ? NO_NAME : askResolver(name, stop.signal, timeoutMs),
        ...asked,
      ]);
      return {
        route: path.route,
        isDefault: path.isDefault,
        gateway: next,
        resolver,
        ...outside.counts(),
      };
    } finally {
      clearTimeout(timer);
    }
  };
}

type Asked = Awaited<ReturnType<typeof askHost>>;

/** Counts who answered; the first one settles the question, so the others are not waited for. */
function createTally(stop: AbortController) {
  const canaries = { answered: 0, silent: 0 };
  let answered = 0;
  const silent: string[] = [];
  const settle = (): void => stop.abort(new Error('Somebody answered.'));
  return {
    canary(answer: Asked): void {
      if (answer === 'not-asked') return;
      canaries[answer === 'answers' ? 'answered' : 'silent']++;
      if (answer === 'answers') settle();
    },
    witness(address: string, answer: Asked): void {
      if (answer === 'not-asked') return;
      if (answer !== 'answers') return void silent.push(address);
      answered++;
      settle();
    },
    counts: () => ({ canaries, targets: { answered, silent } }),
  };
}

async function askGateway(
  gateway: string,
  asked: Promise<Asked>,
): Promise<NetworkEvidence['gateway']> {
  const answer = await asked;
  if (answer === 'answers') return 'alive';
  // Its firewall may swallow what is for itself; the link tells whether it is there.
  return answer === 'unreachable' || neighbourOf(gateway) === 'missing' ? 'dead' : 'unclear';
}

const KNOWS_BY_ASKING = new Set(['ENOTFOUND', 'ENODATA']);

/** A name that nobody can have asked before: its answer comes from outside, or not at all. */
async function askResolver(
  name: string,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<NetworkEvidence['resolver']> {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await resolver.resolve4(`netumo-${randomUUID().slice(0, 8)}.${name}`);
    return 'answers';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return KNOWS_BY_ASKING.has(code) ? 'answers' : 'silent';
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
