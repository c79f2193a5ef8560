import type { AlertRecord } from '../alert/record.ts';
import { seriesStart } from './backoff.ts';
import type { DeliveryRecord } from './record.ts';
import type { DropReason } from './schema.ts';

const DAY_MS = 86_400_000;
/** A dead letter is kept for so long after its alert was over: who comes in the morning finds it. */
const KEPT_AFTER_END_MS = DAY_MS;
/** Later nobody sends it again. */
const KEPT_MS = 7 * DAY_MS;

/**
 * Why nothing can be done any more with a message that was not delivered; null while something can, or while it is
 * none of these.
 *
 * @param alert null when it was deleted
 * @param hasChannel whether the channel is there still
 */
export function spentBecause(
  delivery: DeliveryRecord,
  { alert, hasChannel, now }: { alert: AlertRecord | null; hasChannel: boolean; now: Date },
): DropReason | null {
  const { state } = delivery;
  if (state !== 'pending' && state !== 'dead') return null;
  if (!alert) return 'alert-gone';
  const hasLasted = (since: Date, ms: number): boolean => now.getTime() - since.getTime() >= ms;
  const { endedAt } = alert;
  if (state === 'dead') {
    if (endedAt && !hasChannel) return 'channel-gone';
    if (endedAt && hasLasted(endedAt, KEPT_AFTER_END_MS)) return 'over';
    return hasLasted(delivery.updatedAt, KEPT_MS) ? 'age' : null;
  }
  // What lasts is told late rather than never, and of a channel that was removed another one may take over first.
  if (!endedAt || !hasLasted(seriesStart(delivery), DAY_MS)) return null;
  if (!hasChannel) return 'channel-gone';
  return hasLasted(seriesStart(delivery), KEPT_MS) ? 'age' : null;
}
