import { pauseOf } from '@app/domain/lanes';
import type { World } from './world.ts';

type Stores = Pick<World, 'alerts' | 'deliveries' | 'lanes' | 'targets' | 'time'>;

/** The earliest moment at which the reconciler finds something to do: until then it need not be called. */
export function nextWorkAt({ alerts, deliveries, lanes, targets, time }: Stores): number {
  const now = time.now();
  let next = Infinity;
  const consider = (at: Date | null | undefined): void => {
    if (at) next = Math.min(next, time.msOf(at));
  };
  for (const { intents } of targets.records.values()) if (intents.length > 0) consider(now);
  for (const { announcements, dueAt, updatedAt } of alerts.records.values()) {
    consider(dueAt);
    if (announcements.length > 0 || updatedAt > now) consider(now);
  }
  const pauses = new Map(
    [...lanes.records.values()].map((lane) => [lane.id, pauseOf(lane, now)] as const),
  );
  for (const { id, state, channelId, nextAttemptAt, fallbackAt } of deliveries.records.values()) {
    if (state !== 'pending') continue;
    consider(fallbackAt);
    const lease = deliveries.leases.get(id)?.until;
    const waits = [nextAttemptAt, pauses.get(channelId ?? 'in-app'), lease].map(Number);
    consider(new Date(Math.max(...waits.filter((at) => at > 0), 0)));
  }
  return next;
}
