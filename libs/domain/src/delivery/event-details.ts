import { acknowledgeLink } from '../alert/acknowledge-link.ts';
import type { AlertEvent } from '../alert/kind.ts';
import type { AlertRecord } from '../alert/record.ts';
import type { EventDetails } from './message.ts';

type Detailed = Pick<
  AlertRecord,
  'id' | 'state' | 'linkSecret' | 'flapping' | 'followUp' | 'places'
>;

/** What a message about an event says beside the alert itself, as far as the alert knows it. */
export function detailsOf(
  event: AlertEvent,
  alert: Detailed,
  publicUrl: string,
): Pick<EventDetails, 'isFlapping' | 'reminder' | 'acknowledgeLink' | 'places'> {
  const link = event === 'resolved' ? null : acknowledgeLink(alert, publicUrl);
  const number = alert.followUp?.reminders ?? 0;
  return {
    ...(alert.flapping && { isFlapping: true as const }),
    ...(event === 'reminder' && number > 0 && { reminder: { number } }),
    ...(link && { acknowledgeLink: link }),
    ...(alert.places?.length && { places: alert.places }),
  };
}
