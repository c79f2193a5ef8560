import type { ChannelRecord } from '@app/domain';
import { handToFallback } from './hand-to-fallback.ts';
import type { HeldLane } from './held-lane.ts';
import type { LanePorts } from './lane-ports.ts';

const BATCH = 500;

/**
 * Hands everything that waits for a channel which is turned off or gone to the channel that takes over, and drops it.
 *
 * @param channel null when it was removed
 */
export async function passOn(
  ports: LanePorts,
  held: HeldLane,
  channel: ChannelRecord | null,
): Promise<void> {
  const because = channel ? 'channel-off' : 'channel-gone';
  held.state = { ...held.state, plans: [], failingSince: null, failures: 0, pausedUntil: null };
  for (;;) {
    const waiting = await ports.deliveries.pendingOnLane(held.id, BATCH);
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
