import type { Lease } from '@app/domain';
import type { LaneRecord, LaneState } from '@app/domain/lanes';
import type { LanePorts } from './lane-ports.ts';

/**
 * Outlives a stutter of the process; a worker that dies holds a lane up for no longer. The job of the dead one comes to
 * another worker within 15 s, and finds the lane free then.
 */
const LEASE_MS = 12_000;
/** A lease that ends within this time is prolonged before anything is sent under it. */
const RENEW_MS = 9_000;

type HoldPorts = Pick<LanePorts, 'lanes' | 'deliveries' | 'now' | 'newId'>;

/** The right to send on a lane, with what is known of the lane. */
export class HeldLane {
  readonly id: string;
  readonly token: string;
  readonly #ports: HoldPorts;
  #until: Date;
  #wake: number;
  #resumed: number;
  state: LaneState;
  /** Somebody else has it by now: nothing may be sent any more. */
  isLost = false;

  private constructor(
    ports: HoldPorts,
    {
      id,
      wake,
      lease: _,
      successorId: __,
      resumed,
      ...state
    }: NonNullable<Awaited<ReturnType<LanePorts['lanes']['claim']>>>,
    lease: Lease,
  ) {
    this.#ports = ports;
    this.id = id;
    this.token = lease.token;
    this.#until = lease.until;
    this.#wake = wake;
    this.#resumed = resumed;
    // Whoever held it before may have died with a message taken and nothing written down.
    const plans = state.plans.map((plan) => ({
      ...plan,
      unanswered: Math.max(1, plan.unanswered),
    }));
    this.state = { ...state, plans };
  }

  /** Takes a lane; null while somebody else has it, who then knows that there is work. */
  static async take(ports: HoldPorts, id: string): Promise<HeldLane | null> {
    return (await HeldLane.#claim(ports, id)) ?? (await HeldLane.#wakeAndClaim(ports, id));
  }

  static async #claim(ports: HoldPorts, id: string): Promise<HeldLane | null> {
    const now = ports.now();
    const lease = { token: ports.newId(), until: leaseEnd(now) };
    const lane = await ports.lanes.claim(id, now, lease);
    return lane && new HeldLane(ports, lane, lease);
  }

  /** The holder may have looked for the last time before it was woken: then it has let go by now. */
  static async #wakeAndClaim(ports: HoldPorts, id: string): Promise<HeldLane | null> {
    await ports.lanes.wake(id);
    return await HeldLane.#claim(ports, id);
  }

  /** The lease as deliveries are held with it. */
  get lease(): Lease {
    return { token: this.token, until: this.#until };
  }

  /** Whether somebody else may have it by now. */
  hasRunOut(now: Date): boolean {
    return now >= this.#until;
  }

  /** Stores the lane and prolongs the lease. False, and lost, when somebody else has it. */
  async save(): Promise<boolean> {
    const until = leaseEnd(this.#ports.now());
    const lease = { token: this.token, until };
    const isSaved = (): Promise<boolean> =>
      this.#ports.lanes.save(this.id, { lease, resumed: this.#resumed }, this.state);
    if ((await isSaved()) || ((await this.#isResumed()) && (await isSaved()))) this.#until = until;
    else this.isLost = true;
    return !this.isLost;
  }

  /** Whether a person has the lane tried at once since it was taken, which is noted. */
  async #isResumed(): Promise<boolean> {
    const lane = await this.#ports.lanes.get(this.id);
    return lane?.lease?.token === this.token && this.#follow(lane);
  }

  #follow({ resumed }: Pick<LaneRecord, 'resumed'>): boolean {
    if (resumed === this.#resumed) return false;
    this.#resumed = resumed;
    this.state = { ...this.state, pausedUntil: null, failures: 0 };
    return true;
  }

  /** Prolongs the lease where it ends soon, with that of deliveries which are under way. */
  async keep(deliveryIds: readonly string[]): Promise<void> {
    const leftMs = this.#until.getTime() - this.#ports.now().getTime();
    if (leftMs > RENEW_MS || !(await this.save()) || deliveryIds.length === 0) return;
    await this.#ports.deliveries.prolong(deliveryIds, this.lease);
  }

  /** Gives the lane back. False when there is more work, or when it was lost. */
  async release(): Promise<boolean> {
    const { lanes } = this.#ports;
    if (await lanes.release(this.id, { token: this.token, wake: this.#wake }, this.state)) {
      return true;
    }
    const lane = await lanes.get(this.id);
    if (lane?.lease?.token === this.token) {
      this.#wake = lane.wake;
      this.#follow(lane);
    } else this.isLost = true;
    return false;
  }

  /** Gives the lane back after a failure, if that can be done: whoever tries again need not wait for the lease to end. */
  async abandon(): Promise<void> {
    try {
      if (!(await this.release()) && !this.isLost) await this.release();
    } catch {
      // The store is away: the lease runs out by itself.
    }
  }
}

const leaseEnd = (now: Date): Date => new Date(now.getTime() + LEASE_MS);
