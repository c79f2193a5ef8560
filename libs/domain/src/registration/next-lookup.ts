import { isDelegationInDoubt, SEEK_AGAIN_MS } from './delegation.ts';
import { type RegistryLoad, nextLookupTime, NO_REGISTRY_LOAD } from './lookup-interval.ts';
import type { Registration } from './state.ts';

const HOUR_MS = 3_600_000;

const FAILURE_WAITS_MS = [HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS] as const;
const REFRESH_INTERVAL_MS = HOUR_MS;

/**
 * When to look a domain up again: at the pace of its server, after failures 1, 3 and 6 hours later and then at that
 * pace, an hour later to see whether a delegation is really gone; never before the registry allows it and never in the past. Now for a domain that was never looked up.
 *
 * @param crowd the domains that share its server; by default it is alone
 */
export function nextLookupAt(
  { domain, lookedUpAt, failures, retryAt, delegation }: Registration,
  now: Date,
  crowd: RegistryLoad = NO_REGISTRY_LOAD,
): Date {
  const afterFailure = FAILURE_WAITS_MS[failures - 1];
  const regular =
    lookedUpAt &&
    (afterFailure === undefined
      ? isDelegationInDoubt(delegation)
        ? lookedUpAt.getTime() + SEEK_AGAIN_MS
        : nextLookupTime(domain, lookedUpAt, crowd)
      : lookedUpAt.getTime() + afterFailure);
  return new Date(Math.max(regular ?? 0, retryAt?.getTime() ?? 0, now.getTime()));
}

/**
 * When a person may ask for a lookup out of turn: an hour after the last one that a person asked for.
 *
 * @param refreshedAt the last lookup that a person asked for, or null
 */
export const refreshAllowedAt = (refreshedAt: Date | null, now: Date): Date =>
  refreshedAt ? new Date(refreshedAt.getTime() + REFRESH_INTERVAL_MS) : now;
