import {
  type AlertRecord,
  type DeliveryRecord,
  IN_APP_LANE,
  laneOf,
  newDeliveries,
  type PendingNotification,
} from '@app/domain';
import { afterTelling, followUpOf, nextLookAt, plannedMessages } from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';
import { lookAtParent, type ParentPorts } from './parents.ts';
import { dateHeldAnew, dueAtOf } from '../silence/quiet-hours.ts';
import { readTelling, type Telling, type TellingPorts } from './telling.ts';

export type AnnouncePorts = TellingPorts &
  ParentPorts &
  Pick<Ports, 'alerts' | 'deliveries' | 'queue' | 'newId'>;

/**
 * Makes one delivery per channel of whatever an alert still has to tell, notes how far people have been told and when to
 * look again, and enqueues the deliveries. Safe to repeat: a delivery is named by alert, channel and notification.
 */
export async function planDeliveries(ports: AnnouncePorts, alert: AlertRecord): Promise<void> {
  let current = alert;
  for (const notification of alert.announcements) {
    const telling = await readTelling(ports, current);
    const lanes = await planOne(ports, current, { notification, telling });
    const followUp = afterTelling(followUpOf(current), telling.audience, {
      now: ports.now(),
      reminder: notification.event === 'reminder' ? notification.key : null,
    });
    current = { ...current, followUp };
    await ports.alerts.planned(alert.id, notification.key, {
      followUp,
      dueAt: nextLookAt(current, telling.audience),
    });
    await ports.queue.enqueueLanes(lanes, null);
    if (telling.audience.silence?.why === 'parent') {
      await lookAtParent(ports, current, telling.parent);
    }
  }
}

/**
 * Tells the channels that have joined since an alert opened that it did: nobody chosen is left out until it gets worse.
 * Nothing for one that is over, or that opened without a word. Safe to repeat.
 */
export async function tellJoined(ports: AnnouncePorts, alertId: string): Promise<void> {
  const alert = await ports.alerts.get(alertId);
  if (alert?.state !== 'open') return;
  const deliveries = await ports.deliveries.ofAlert(alertId);
  if (!deliveries.some(({ event }) => event === 'opened')) return;
  const telling = await readTelling(ports, alert);
  const notification = { key: 'opened', event: 'opened', at: ports.now() } as const;
  const lanes = await planOne(ports, alert, { notification, telling });
  await ports.queue.enqueueLanes(lanes, null);
}

/** Stores what is told at one event; answers the lanes that it goes out on. */
async function planOne(
  ports: AnnouncePorts,
  alert: AlertRecord,
  { notification, telling }: { notification: PendingNotification; telling: Telling },
): Promise<string[]> {
  const { audience, channels } = telling;
  const known = await ports.deliveries.ofAlert(alert.id);
  const messages = plannedMessages(alert, notification, {
    audience,
    channels,
    deliveries: known,
    ofOutage: await deliveriesOf(ports, alert.outageAlertId ? [alert.outageAlertId] : []),
    ofPaused: await deliveriesOf(ports, alert.resumes ?? []),
  });
  const now = ports.now();
  const createdAt = afterAll(known, now);
  const lanes = new Set<string>();
  const deliveries = [];
  for (const message of messages) {
    const { receiver, ...announcement } = message;
    // A channel as it is now: of mail its present addresses are told.
    const present = channels.find(({ id }) => id === receiver?.id) ?? receiver;
    const quietHours = channels.find(({ id }) => id === receiver?.id)?.quietHours;
    const dueAt = await dueAtOf(announcement, { alert, quietHours, now });
    const plan = { alert, announcement, receiver: present, now: createdAt, dueAt };
    deliveries.push(...newDeliveries(ports, plan));
    lanes.add(receiver ? laneOf(receiver.id) : IN_APP_LANE);
  }
  await ports.deliveries.insert(deliveries);
  // What was held back while it was less grave: news that cannot wait would wait behind it.
  if (notification.event === 'reminder' && alert.severity === 'critical') {
    await dateHeldAnew(ports, known, { alerts: new Map([[alert.id, alert]]), channels });
  }
  return [...lanes];
}

/** Lists are in the order of dates: what comes later is dated later, also where the clock was set back meanwhile. */
function afterAll(known: readonly DeliveryRecord[], now: Date): Date {
  const last = Math.max(0, ...known.map(({ createdAt }) => createdAt.getTime()));
  return last > now.getTime() ? new Date(last + 1) : now;
}

async function deliveriesOf(
  { deliveries }: Pick<Ports, 'deliveries'>,
  alertIds: readonly string[],
): Promise<DeliveryRecord[]> {
  return (await Promise.all(alertIds.map((id) => deliveries.ofAlert(id)))).flat();
}
