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

/** Measures the phases of one attempt; those of redirects add up, so the sum is the latency. */
export class PhaseClock {
  readonly phases: Phases = { ...NO_PHASES };
  readonly #now: Clock;
  readonly #startedAt: number;
  #phase: Phase = 'dns';
  #enteredAt: number;

  constructor(now: Clock) {
    this.#now = now;
    this.#startedAt = this.#enteredAt = now();
  }

  /** The phase that is running. */
  get phase(): Phase {
    return this.#phase;
  }

  /** Ends the running phase and starts the next one. */
  enter(phase: Phase): void {
    this.stop();
    this.#phase = phase;
    const field = FIELDS[phase];
    this.phases[field] ??= 0;
  }

  /** Ends the running phase and returns the milliseconds since the attempt began. */
  stop(): number {
    const now = this.#now();
    const field = FIELDS[this.#phase];
    const spent = this.phases[field];
    // Before the first phase begins nothing is entered yet: that moment belongs to the phase that follows.
    if (spent !== null) {
      this.phases[field] = spent + now - this.#enteredAt;
      this.#enteredAt = now;
    }
    return now - this.#startedAt;
  }
}
