import type { LiveEvent } from '@app/domain';
import { toAlert } from '../alerts/read-alerts.ts';
import type { Change, Ports } from '../ports.ts';
import { toTargets, type ShowPorts } from '../targets/to-target.ts';

export type LivePorts = ShowPorts & Pick<Ports, 'targets' | 'inbox'>;

/** Events for changes that the bell told; each thing is read once, whatever the number of rings. */
export async function eventsFor(
  ports: LivePorts,
  changes: readonly Change[],
): Promise<LiveEvent[]> {
  const ids = (type: Change['type']): string[] => [
    ...new Set(changes.filter((change) => change.type === type).map(({ id }) => id)),
  ];
  const results = new Set(ids('result'));
  const records = await ports.targets.getMany([...new Set([...ids('target'), ...results])]);
  const targets = await toTargets(ports, records);
  const alerts = await Promise.all(ids('alert').map((id) => ports.alerts.get(id)));
  const items = await ports.inbox.getMany(ids('inbox'));
  return [
    ...records.flatMap(({ id, recent }): LiveEvent[] => {
      const check = recent.at(-1);
      return check && results.has(id) ? [{ type: 'result', targetId: id, check }] : [];
    }),
    ...targets.map((target): LiveEvent => ({ type: 'target', target })),
    ...alerts.flatMap((alert): LiveEvent[] =>
      alert ? [{ type: 'alert', alert: toAlert(alert) }] : [],
    ),
    ...items.map((item): LiveEvent => ({ type: 'inbox', item })),
    ...ids('removed').map((targetId): LiveEvent => ({ type: 'removed', targetId })),
  ];
}

/** Changes a client can catch up on one by one; more than that, and it should load its pages again. */
const MAX_CATCH_UP = 500;

/** Events that a client missed since an instant; a single `reload` when there are too many. */
export async function eventsSince(ports: LivePorts, since: Date): Promise<LiveEvent[]> {
  const limit = MAX_CATCH_UP + 1;
  const [targetIds, alerts, items] = await Promise.all([
    ports.targets.changedSince(since, limit),
    ports.alerts.changedSince(since, limit),
    ports.inbox.since(since, limit),
  ]);
  if (targetIds.length + alerts.length + items.length > MAX_CATCH_UP) {
    return [{ type: 'reload' }];
  }
  return await eventsFor(ports, [
    ...targetIds.map((id): Change => ({ type: 'target', id })),
    ...alerts.map(({ id }): Change => ({ type: 'alert', id })),
    ...items.map(({ id }): Change => ({ type: 'inbox', id })),
  ]);
}
