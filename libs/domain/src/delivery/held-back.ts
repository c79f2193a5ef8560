import type { DeliveryRecord } from './record.ts';

/** Whether a message was never tried and waits for its time: for quiet hours to end, or behind one that does. */
export const isHeldBack = (
  {
    channelId,
    state,
    attempts,
    nextAttemptAt,
  }: Pick<DeliveryRecord, 'channelId' | 'state' | 'attempts' | 'nextAttemptAt'>,
  now: Date,
): boolean =>
  channelId !== null &&
  state === 'pending' &&
  attempts.length === 0 &&
  nextAttemptAt !== null &&
  nextAttemptAt > now;
