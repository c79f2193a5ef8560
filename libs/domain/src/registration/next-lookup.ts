import type { Registration } from './state.ts';

const HOUR_MS = 3_600_000;

/** A domain is looked up once a day; the jitter keeps domains that were added together apart. */
const LOOKUP_INTERVAL_MS = 24 * HOUR_MS;
const LOOKUP_JITTER_MS = 2 * HOUR_MS;
const FAILURE_WAITS_MS = [HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, LOOKUP_INTERVAL_MS] as const;
const REFRESH_INTERVAL_MS = HOUR_MS;

/**
 * When to look a domain up again: after 24 to 26 hours, after failures 1, 3, 6 and then every 24 hours later, and
 * never before the registry allows it. Now for a domain that was never looked up.
 *
 * @param random a number in [0, 1)
 */
export function nextLookupAt(registration: Registration, now: Date, random: number): Date {
  const { lookedUpAt, failures, retryAt } = registration;
  const wait =
    failures > 0
      ? (FAILURE_WAITS_MS[failures - 1] ?? LOOKUP_INTERVAL_MS)
      : LOOKUP_INTERVAL_MS + LOOKUP_JITTER_MS * random;
  const regular = lookedUpAt ? lookedUpAt.getTime() + wait : now.getTime();
  return new Date(Math.max(regular, retryAt?.getTime() ?? 0));
}

/**
 * When a person may ask for a lookup out of turn: an hour after the last one that a person asked for.
 *
 * @param refreshedAt the last lookup that a person asked for, or null
 */
export const refreshAllowedAt = (refreshedAt: Date | null, now: Date): Date =>
  refreshedAt ? new Date(refreshedAt.getTime() + REFRESH_INTERVAL_MS) : now;
