import { NO_PHASES, type Phases } from '@app/domain';

/** Where the time of an attempt goes; a timeout is named after the phase it fell into. */
export type Phase = 'dns' | 'connect' | 'tls' | 'first-byte' | 'transfer';

const FIELDS: Record<Phase, keyof Phases> = {
  dns: 'dnsMs',
  connect: 'connectMs',
  tls: 'tlsMs',
  'first-byte': 'firstByteMs',
  transfer: 'transferMs',
};

/** Milliseconds from any fixed moment, never running backwards. */
export type Clock = () => number;

/**
 * Measures the phases of one attempt; those of redirects add up. Only waiting counts: a phase begins when we
 * have done our part and ends when the other side's has arrived, so a busy process does not look like a slow site.
 */
export class PhaseClock {
  readonly phases: Phases = { ...NO_PHASES };
  readonly #now: Clock;
  readonly #arrived: Clock;
  #phase: Phase = 'dns';
  /** Null while no phase runs. */
  #enteredAt: number | null = null;

  /** `arrived` tells when that arrived which is handled now; see `arrivalClock`. */
  constructor(now: Clock, arrived: Clock) {
    this.#now = now;
    this.#arrived = arrived;
  }

  /** The phase that is running, or ran last. */
  get phase(): Phase {
    return this.#phase;
  }

  /** All phases together. */
  get totalMs(): number {
    return Object.values(this.phases).reduce<number>(
      (sum, ms: number | null) => sum + (ms ?? 0),
      0,
    );
  }

  /** Ends the running phase and starts the next one. */
  enter(phase: Phase): void {
    if (this.#enteredAt !== null && this.#phase === phase) return;
    this.stop();
    this.#phase = phase;
    this.phases[FIELDS[phase]] ??= 0;
    this.#enteredAt = this.#now();
  }

  /** Forgets what was measured since the phases were `before`, the question for the name excepted. */
  rewind(before: Phases): void {
    this.#enteredAt = null;
    Object.assign(this.phases, before, { dnsMs: this.phases.dnsMs });
    this.enter('connect');
  }

  /** Ends the running phase. */
  stop(): void {
    if (this.#enteredAt === null) return;
    const field = FIELDS[this.#phase];
    const spent = Math.max(0, this.#arrived() - this.#enteredAt);
    this.phases[field] = (this.phases[field] ?? 0) + spent;
    this.#enteredAt = null;
  }
}
