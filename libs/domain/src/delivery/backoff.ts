import type { DeliveryRecord } from './record.ts';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const MAX_ATTEMPTS = 20;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** A channel that is back is found within two minutes, a slow try included. */
const LONGEST_LANE_WAIT_MS = 90_000;

/** Share of a wait that is random, so that failed deliveries do not come back in step. */
const JITTER = 0.2;

/** A delivery that has not been handed over for this long is passed on to the channel's fallback as well. */
export const FALLBACK_AFTER_MS = 60_000;

const doubled = (failures: number, longestMs: number, random: number): number =>
  Math.min(longestMs, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1)) * (1 - JITTER * random);

/**
 * How long a channel is left alone after failures in a row, in milliseconds: 5 s doubling up to 90 s, with jitter.
 *
 * @param random a number in [0, 1)
 */
export const laneRetryMs = (failures: number, random: number): number =>
  doubled(failures, LONGEST_LANE_WAIT_MS, random);

/** When the present series of attempts began: with the message, or when a person sent it again. */
export const seriesStart = ({
  createdAt,
  redrivenAt,
}: Pick<DeliveryRecord, 'createdAt' | 'redrivenAt'>): Date => redrivenAt ?? createdAt;

/** Whether a message has waited for so long that it is given up: a day since it was made or sent again. */
export const isGivenUp = (
  delivery: Pick<DeliveryRecord, 'createdAt' | 'redrivenAt'>,
  now: Date,
): boolean => now.getTime() - seriesStart(delivery).getTime() >= GIVE_UP_AFTER_MS;

/**
 * When to try a delivery again after an attempt that failed for a reason of its own and may pass by itself: 5 s
 * doubling up to 15 min, with jitter, never before the provider's own wait. Null when it is time to give up: after 20
 * attempts or a day; sending it again begins a new series.
 *
 * @param options.random a number in [0, 1)
 */
export function nextAttemptAt(
  delivery: Pick<DeliveryRecord, 'createdAt' | 'redrivenAt' | 'attempts'>,
  now: Date,
  options: { retryAfterMs: number | null; random: number },
): Date | null {
  const start = seriesStart(delivery);
  const attempts = 1 + delivery.attempts.filter(({ at }) => at >= start).length;
  if (attempts >= MAX_ATTEMPTS || isGivenUp(delivery, now)) return null;
  const wait = doubled(attempts, LONGEST_WAIT_MS, options.random);
  return new Date(now.getTime() + Math.max(wait, options.retryAfterMs ?? 0));
}
