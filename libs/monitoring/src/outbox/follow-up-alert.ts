import { affectedTargets, type AlertRecord } from '@app/domain';
import { lookAtAlert, nextLookAt } from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';
import { lookAtParent } from './parents.ts';
import { type AnnouncePorts, planDeliveries } from './plan-deliveries.ts';
import { readTelling, type Telling } from './telling.ts';

export type FollowUpPorts = AnnouncePorts & Pick<Ports, 'changes'>;

/**
 * Does what the clock asks of an alert: reminds people and tells further ones, tells what a silence that is over kept back,
 * opens an alert again that somebody had taken on for a time, and ends the flapping of a site. Safe to repeat, and to run in
 * several processes: each step is one write that only the first of them makes.
 */
export async function followUpAlert(ports: FollowUpPorts, alert: AlertRecord): Promise<void> {
  const telling = await readTelling(ports, alert);
  // It may have gone down after its child.
  if (telling.audience.silence?.why === 'parent') await lookAtParent(ports, alert, telling.parent);
  const changed = await change(ports, alert, telling);
  if (!changed) return;
  if (isShown(alert, changed)) {
    await ports.changes.publish([{ type: 'alert', id: changed.id }, ...affectedTargets(changed)]);
  }
  await planDeliveries(ports, changed);
}

/** Whether people see another alert than before. */
const isShown = (before: AlertRecord, after: AlertRecord): boolean =>
  before.state !== after.state ||
  before.endedAt !== after.endedAt ||
  before.flapping !== after.flapping;

async function change(
  ports: FollowUpPorts,
  alert: AlertRecord,
  { audience }: Telling,
): Promise<AlertRecord | null> {
  const at = ports.now();
  const next = lookAtAlert(alert, audience, at);
  const seen = alert.dueAt ?? null;
  switch (next.do) {
    case 'tell':
      return await ports.alerts.follow(alert.id, seen, {
        followUp: next.followUp,
        notifications: next.notifications,
        dueAt:
          next.notifications.length > 0
            ? null
            : nextLookAt({ ...alert, followUp: next.followUp }, audience),
      });
    case 'reopen': {
      const announcement = { key: `reopened-${at.getTime()}`, event: 'reminder', at } as const;
      return (
        (await ports.alerts.unacknowledge(alert.id, { at, by: null, announcement })) ??
        // Another one about the same is open: that one tells.
        (await ports.alerts.follow(alert.id, seen, { notifications: [], dueAt: null }))
      );
    }
    case 'settle': {
      if (next.isUp) {
        const announcement = { key: 'resolved', event: 'resolved', at: next.since } as const;
        return await ports.alerts.end(alert.id, {
          at: next.since,
          ending: 'recovered',
          announcement,
          // It may have gone down once more.
          ...(alert.flapping && { seenChanges: alert.flapping.changes }),
        });
      }
      const key = `steady-${next.since.getTime()}`;
      return await ports.alerts.follow(alert.id, seen, {
        notifications: [{ key, event: 'reminder', at }],
        dueAt: null,
        settledSince: next.since,
      });
    }
  }
}
