import {
  checkCertificate,
  type CheckCertificatePorts,
  type ClaimedCertificate,
  type HeldTarget,
} from '@app/monitoring';
import { repeat, type Repeating } from '../repeat.ts';

/** Pause between two looks for due checks; a check that people asked for starts that soon. */
const TICK_MS = 2_000;
/** Handshakes at the same time, on top of http checks: few, so that they never delay those. */
const CONCURRENCY = 6;
/** Outlives the longest deadline of a check (60 s) and the write of its result. */
const LEASE_MS = 75_000;

/**
 * Reads certificates that are due, a few at a time, apart from http checks. Any worker takes any target:
 * the lease on its certificate decides.
 */
export class CertificateChecker {
  readonly #ports: CheckCertificatePorts;
  readonly #claiming: Repeating;
  readonly #stopping = new AbortController();
  /** Checks that run, with their leases. */
  readonly #running = new Map<Promise<void>, HeldTarget>();
  #isStopped = false;

  constructor(ports: CheckCertificatePorts) {
    this.#ports = ports;
    this.#claiming = repeat(() => this.#claim(), {
      name: 'looking for due certificate checks',
      everyMs: TICK_MS,
      log: ports.log,
    });
  }

  /** Claims no more, gives running checks a grace, and gives the leases of the others back. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true;
    const cancel = setTimeout(() => {
      this.#stopping.abort(new Error('The worker stops.'));
    }, graceMs);
    const held = [...this.#running.values()];
    await Promise.all([this.#claiming.stop(), ...this.#running.keys()]);
    clearTimeout(cancel);
    await this.#ports.targets.releaseCertificates(held);
  }

  /** Goes on until nothing is due, so that many targets at once are not bound to the ticks. */
  async #claim(): Promise<void> {
    const { targets, now, newId } = this.#ports;
    while (!this.#isStopped) {
      const limit = CONCURRENCY - this.#running.size;
      const at = now();
      const lease = { token: newId(), until: new Date(at.getTime() + LEASE_MS) };
      const claimed = await targets.claimCertificates({ now: at, limit, lease });
      for (const one of claimed) this.#take(one);
      if (claimed.length < limit) return;
      await Promise.race(this.#running.keys());
    }
  }

  #take(claimed: ClaimedCertificate): void {
    const run = this.#run(claimed).finally(() => this.#running.delete(run));
    this.#running.set(run, { id: claimed.target.id, token: claimed.lease.token });
  }

  async #run(claimed: ClaimedCertificate): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await checkCertificate(this.#ports, claimed, signal);
    } catch (error) {
      if (signal.aborted) return;
      const { log } = this.#ports;
      log.error(
        { targetId: claimed.target.id, err: error },
        'a certificate check was not recorded',
      );
    }
  }
}
