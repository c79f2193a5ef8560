import {
  type AlertEvent,
  type AlertRecord,
  type ChannelRecord,
  newDelivery,
  notifiedChannels,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { audienceOf, type AudiencePorts } from './audience.ts';

export type AnnouncePorts = AudiencePorts &
  Pick<Ports, 'alerts' | 'deliveries' | 'queue' | 'newId'>;

/**
 * Makes one delivery per channel of whatever an alert still has to tell, and enqueues them. Safe to repeat: a
 * delivery is named by alert, channel and announcement.
 */
export async function planDeliveries(ports: AnnouncePorts, alert: AlertRecord): Promise<void> {
  for (const { key, ...planned } of alert.announcements) {
    const event = await eventOf(ports, alert, planned.event);
    const announcement = { key, event: event ?? planned.event };
    if (event === null) {
      await ports.alerts.dropAnnouncement(alert.id, key);
      continue;
    }
    const now = ports.now();
    const told = notifiedChannels(await ports.deliveries.ofAlert(alert.id));
    const receivers = event === 'opened' ? await audienceOf(ports, alert) : told;
    const joined = event === 'reminder' ? await joinedSince(ports, alert, told) : [];
    const opened = { key, event: 'opened' } as const;
    const ids = await ports.deliveries.insert([
      newDelivery(ports, { alert, announcement, receiver: null, now }),
      ...receivers.map((receiver) => newDelivery(ports, { alert, announcement, receiver, now })),
      ...joined.map((receiver) =>
        newDelivery(ports, { alert, announcement: opened, receiver, now }),
      ),
    ]);
    await ports.alerts.dropAnnouncement(alert.id, announcement.key);
    await ports.queue.enqueueDeliveries(ids, null);
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
  const announcement = { key: 'opened', event: 'opened' } as const;
  const now = ports.now();
  const joined = await joinedSince(ports, alert, notifiedChannels(deliveries));
  if (joined.length === 0) return;
  const ids = await ports.deliveries.insert(
    joined.map((receiver) => newDelivery(ports, { alert, announcement, receiver, now })),
  );
  await ports.queue.enqueueDeliveries(ids, null);
}

/** Channels that an alert goes to now and that were not told that it opened. */
async function joinedSince(
  ports: AudiencePorts,
  alert: AlertRecord,
  told: readonly { id: string }[],
): Promise<ChannelRecord[]> {
  const known = new Set(told.map(({ id }) => id));
  return (await audienceOf(ports, alert)).filter(({ id }) => !known.has(id));
}

/**
 * What people are told at an event; null for nothing. Of an alert that opened without a word, because it goes on after a
 * pause, the first message is that it opened, and its end is none.
 */
async function eventOf(
  { deliveries }: Pick<AnnouncePorts, 'deliveries'>,
  { id }: Pick<AlertRecord, 'id'>,
  event: AlertEvent,
): Promise<AlertEvent | null> {
  if (event === 'opened') return event;
  const told = await deliveries.ofAlert(id);
  if (told.some((one) => one.event === 'opened')) return event;
  return event === 'reminder' ? 'opened' : null;
}
