const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const MAX_ATTEMPTS = 20;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** Share of a wait that is random, so that failed deliveries do not come back in step. */
const JITTER = 0.2;

/** A delivery that has not been handed over for this long is passed on to the channel's fallback as well. */
export const FALLBACK_AFTER_MS = 60_000;

/**
 * When to try a delivery again after an attempt that may pass by itself: 5 s doubling up to 15 min, with
 * jitter, never before the provider's own wait. Null when it is time to give up: after 20 attempts or a day.
 *
 * @param delivery number of attempts made, and when the delivery was created
 * @param random a number in [0, 1)
 */
export function nextAttemptAt(
  delivery: { attempts: number; createdAt: Date },
  now: Date,
  options: { retryAfterMs: number | null; random: number },
): Date | null {
  const age = now.getTime() - delivery.createdAt.getTime();
  if (delivery.attempts >= MAX_ATTEMPTS || age >= GIVE_UP_AFTER_MS) return null;
  const doubled = FIRST_WAIT_MS * 2 ** Math.max(0, delivery.attempts - 1);
  const wait = Math.min(LONGEST_WAIT_MS, doubled) * (1 - JITTER * options.random);
  return new Date(now.getTime() + Math.max(wait, options.retryAfterMs ?? 0));
}
