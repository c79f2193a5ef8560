import { type AlertRecord, newDelivery, type Receiver } from '@app/domain';
import type { Ports } from '../ports/index.ts';
import { audienceOf, type AudiencePorts } from './audience.ts';

export type AnnouncePorts = AudiencePorts &
  Pick<Ports, 'alerts' | 'deliveries' | 'queue' | 'newId'>;

/**
 * Turns what an alert has to planDeliveries into one delivery per channel and rings for them. Safe to repeat: a
 * delivery is named by alert, channel and announcement.
 */
export async function planDeliveries(ports: AnnouncePorts, alert: AlertRecord): Promise<void> {
  for (const announcement of alert.announcements) {
    const receivers =
      announcement.event === 'opened'
        ? await audienceOf(ports, alert)
        : await toldReceivers(ports, alert.id);
    const now = ports.now();
    const ids = await ports.deliveries.insert([
      newDelivery(ports, { alert, announcement, receiver: null, now }),
      ...receivers.map((receiver) => newDelivery(ports, { alert, announcement, receiver, now })),
    ]);
    await ports.alerts.dropAnnouncement(alert.id, announcement.key);
    await ports.queue.enqueueDeliveries(ids, null);
  }
}

/** Whoever was told that the alert opened is told what becomes of it, whatever has been changed since. */
async function toldReceivers(ports: AnnouncePorts, alertId: string): Promise<Receiver[]> {
  const deliveries = await ports.deliveries.ofAlert(alertId);
  return deliveries.flatMap(({ event, channelId, channelKind, channelName }) =>
    event === 'opened' && channelId !== null && channelKind !== 'in-app'
      ? [{ id: channelId, kind: channelKind, name: channelName }]
      : [],
  );
}
