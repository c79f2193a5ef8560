import type { DeliveryRecord, DropReason } from '@app/domain';
import { spentBecause } from '@app/domain/lanes';
import type { AlertStore } from '../ports/alerts.ts';
import type { ChannelStore } from '../ports/channels.ts';
import type { DeliveryStore } from '../ports/deliveries.ts';
import type { Ports } from '../ports/index.ts';

export interface DropPorts extends Pick<Ports, 'changes'> {
  alerts: Pick<AlertStore, 'getMany'>;
  channels: Pick<ChannelStore, 'list'>;
  deliveries: Pick<DeliveryStore, 'list' | 'drop'>;
}

/** Messages that are looked at together. */
const AT_ONCE = 200;

/**
 * Drops the messages of a state with which nothing can be done any more. Each call looks at some, the newest first;
 * answers 0 once all were looked at.
 */
export function dropSpent(
  ports: DropPorts,
  state: 'pending' | 'dead',
  now: Date,
): () => Promise<number> {
  let cursor: string | null | undefined;
  return async () => {
    if (cursor === null) return 0;
    const page = await ports.deliveries.list({ state, cursor, limit: AT_ONCE });
    await dropSome(ports, page.items, { state, now });
    cursor = page.nextCursor;
    return page.items.length;
  };
}

async function dropSome(
  { alerts, channels, deliveries, changes }: DropPorts,
  some: readonly DeliveryRecord[],
  { state, now }: { state: 'pending' | 'dead'; now: Date },
): Promise<void> {
  if (some.length === 0) return;
  const ids = [...new Set(some.map(({ alertId }) => alertId))];
  const [found, there] = await Promise.all([alerts.getMany(ids), channels.list()]);
  const byId = new Map(found.map((alert) => [alert.id, alert]));
  const channelIds = new Set(there.map(({ id }) => id));
  const spent = new Map<DropReason, DeliveryRecord[]>();
  for (const delivery of some) {
    const { alertId, channelId } = delivery;
    const hasChannel = channelId === null || channelIds.has(channelId);
    const because = spentBecause(delivery, { alert: byId.get(alertId) ?? null, hasChannel, now });
    if (because) spent.set(because, [...(spent.get(because) ?? []), delivery]);
  }
  for (const [because, dropped] of spent) {
    await deliveries.drop(
      dropped.map(({ id }) => id),
      because,
      state,
    );
  }
  const changed = new Set([...spent.values()].flat().map(({ alertId }) => alertId));
  if (changed.size > 0) await changes.publish([...changed].map((id) => ({ type: 'alert', id })));
}
