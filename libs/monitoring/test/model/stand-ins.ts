import type { ChannelRecord, DeliveryRecord } from '@app/domain';
import type { Outcome } from './outcome.ts';
import type { World } from './world.ts';

/** A minute, and five seconds for calls of the store that take their time. */
const SOUND_MS = 5_000;
/** Whoever does it may have died or stand still; another one takes its place. */
const HURT_MS = 120_000;

interface Seen {
  /** Who takes over, as far as one can see from outside; null for nobody. */
  standIn: string | null;
  isTaken: boolean;
}

/** Looks on whether channels that cannot be told for a minute are stood in for in time, and by whom it should be. */
export class StandIns {
  readonly #world: World;
  readonly #waitedMs = new Map<string, number>();
  #worstMs = 0;
  readonly #seen = new Map<string, Seen>();
  readonly violations: string[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** @param elapsedMs time since the last look in which the monitor could have done something */
  look(elapsedMs: number): void {
    const now = this.#world.time.now();
    for (const delivery of this.#world.deliveries.records.values()) {
      const { id, state, fallbackAt } = delivery;
      if (state !== 'pending') this.#forget(id);
      else if (fallbackAt) {
        this.#seen.set(id, { standIn: this.#standInOf(delivery), isTaken: false });
        if (fallbackAt > now) this.#waitedMs.delete(id);
        else {
          const known = this.#waitedMs.get(id);
          this.#waitedMs.set(id, known === undefined ? 0 : known + elapsedMs);
          this.#worstMs = Math.max(this.#worstMs, this.#waitedMs.get(id) ?? 0);
        }
      } else this.#lookAtTaken(delivery);
    }
  }

  /** What went wrong, once everything has come to rest. */
  found({ isSound }: Pick<Outcome, 'isSound'>): string[] {
    const limitMs = isSound ? SOUND_MS : HURT_MS;
    return this.#worstMs > limitMs
      ? [...this.violations, `a fallback took over ${this.#worstMs} ms late`]
      : this.violations;
  }

  #forget(id: string): void {
    this.#seen.delete(id);
    this.#waitedMs.delete(id);
  }

  #lookAtTaken(delivery: DeliveryRecord): void {
    const seen = this.#seen.get(delivery.id);
    this.#forget(delivery.id);
    const alert = this.#world.alerts.records.get(delivery.alertId);
    if (!seen?.standIn || delivery.event !== 'opened' || !alert || alert.endedAt) return;
    if (seen.standIn !== this.#standInOf(delivery)) return;
    const isHanded = [...this.#world.deliveries.records.values()].some(
      ({ alertId, event, channelId }) =>
        alertId === delivery.alertId && event === 'opened' && channelId === seen.standIn,
    );
    if (!isHanded) this.violations.push(`${seen.standIn} does not stand in for ${delivery.id}`);
  }

  /** The first channel of the chain that is on. */
  #standInOf({ channelId }: DeliveryRecord): string | null {
    const { channelList } = this.#world;
    const byId = new Map(channelList.map((one): [string, ChannelRecord] => [one.id, one]));
    const passed = new Set<string>();
    let next = byId.get(channelId ?? '')?.fallbackChannelId ?? null;
    while (next !== null && !passed.has(next)) {
      passed.add(next);
      const channel = byId.get(next);
      if (!channel) return null;
      if (channel.enabled) return channel.id === channelId ? null : channel.id;
      next = channel.fallbackChannelId;
    }
    return null;
  }
}
