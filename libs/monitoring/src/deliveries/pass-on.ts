import type { ChannelRecord } from '@app/domain';
import type { StoredPlan } from '@app/domain/lanes';
import { handToFallback } from './hand-to-fallback.ts';
import type { HeldLane } from './held-lane.ts';
import type { LanePorts } from './lane-ports.ts';

const BATCH = 500;

/**
 * Hands everything that waits for a channel which is turned off or gone to the channel that takes over, and drops it.
 *
 * @param options.channel null when it was removed
 * @param options.underWay plans whose messages are under way: what comes of those is yet to be written down
 */
export async function passOn(
  ports: LanePorts,
  held: HeldLane,
  { channel, underWay }: { channel: ChannelRecord | null; underWay: readonly StoredPlan[] },
): Promise<void> {
  const because = channel ? 'channel-off' : 'channel-gone';
  const left = new Set(underWay.flatMap(({ deliveryIds }) => deliveryIds));
  const quiet = { failingSince: null, failures: 0, pausedUntil: null };
  held.state = { ...held.state, ...quiet, plans: [...underWay] };
  for (;;) {
    const pending = await ports.deliveries.pendingOnLane(held.id, BATCH + left.size);
    const waiting = pending.filter(({ id }) => !left.has(id));
    if (waiting.length === 0) return;
    await handToFallback(ports, held.id, waiting);
    const ids = waiting.map(({ id }) => id);
    if ((await ports.deliveries.drop(ids, because)) === 0) return;
    const alertIds = [...new Set(waiting.map(({ alertId }) => alertId))];
    await ports.changes.publish(alertIds.map((id) => ({ type: 'alert', id })));
    await held.keep([]);
    if (held.isLost) return;
  }
}
