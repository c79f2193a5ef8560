import { type AlertEvent, type AlertRecord, newDelivery, notifiedChannels } from '@app/domain';
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
    const receivers =
      event === 'opened'
        ? await audienceOf(ports, alert)
        : notifiedChannels(await ports.deliveries.ofAlert(alert.id));
    if (event === null) {
      await ports.alerts.dropAnnouncement(alert.id, key);
      continue;
    }
    const now = ports.now();
    const ids = await ports.deliveries.insert([
      newDelivery(ports, { alert, announcement, receiver: null, now }),
      ...receivers.map((receiver) => newDelivery(ports, { alert, announcement, receiver, now })),
    ]);
    await ports.alerts.dropAnnouncement(alert.id, announcement.key);
    await ports.queue.enqueueDeliveries(ids, null);
  }
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
