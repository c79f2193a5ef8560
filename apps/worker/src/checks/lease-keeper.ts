import type { ClaimedTarget } from '@app/domain';
import { type Ports, repeat, type Repeating, type TargetStore } from '@app/monitoring';
import { HELD_MS } from './leases.ts';

/** How often leases are looked after. */
const KEEP_MS = 2_000;
/** What is left of a lease when it is prolonged: enough for a slow store, and for the next look. */
const LOW_MS = 6_000;

export interface LeaseKeeperPorts extends Pick<Ports, 'now' | 'log'> {
  targets: Pick<TargetStore, 'renew'>;
}

/**
 * Prolongs the leases of checks that wait for their turn, and of those that take long: they are short, so that the
 * checks of a killed worker come back soon, however long a living one needs.
 */
export class LeaseKeeper {
  readonly #ports: LeaseKeeperPorts;
  readonly #until = new Map<ClaimedTarget, number>();
  /** Checks that have ended and are not recorded yet. */
  readonly #ended = new Set<ClaimedTarget>();
  readonly #keeping: Repeating;

  constructor(ports: LeaseKeeperPorts) {
    this.#ports = ports;
    this.#keeping = repeat(() => this.keep(), {
      name: 'prolonging leases of checks',
      everyMs: KEEP_MS,
      log: ports.log,
    });
  }

  /** Looks after the lease of a check until it is let go. */
  hold(claimed: ClaimedTarget): void {
    this.#until.set(claimed, claimed.lease.until.getTime());
  }

  /**
   * A check has ended and is to be recorded. Its lease is prolonged once more: a result that the store never takes
   * must not keep the target from other workers.
   */
  ended(claimed: ClaimedTarget): void {
    if (this.#until.has(claimed)) this.#ended.add(claimed);
  }

  letGo(claimed: ClaimedTarget): void {
    this.#until.delete(claimed);
    this.#ended.delete(claimed);
  }

  stop(): Promise<void> {
    return this.#keeping.stop();
  }

  /** Prolongs what runs out soon. */
  async keep(): Promise<void> {
    const now = this.#ports.now().getTime();
    const low: ClaimedTarget[] = [];
    for (const [claimed, until] of this.#until) if (until < now + LOW_MS) low.push(claimed);
    if (low.length === 0) return;
    const until = now + HELD_MS;
    const held = low.map(({ target: { id }, lease: { token } }) => ({ id, token }));
    await this.#ports.targets.renew(held, new Date(until));
    for (const claimed of low) {
      if (this.#ended.has(claimed)) this.letGo(claimed);
      else if (this.#until.has(claimed)) this.#until.set(claimed, until);
    }
  }
}
