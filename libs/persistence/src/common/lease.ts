import { CHECK_KINDS } from '@app/domain/check-kinds';
import { HOUSEKEEPING_LEASE_MS, UPKEEP_LEASE_MS } from '@app/monitoring';

export const SKEW_MS = 30_000;

/**
 * Longest leases that are made, and half a minute for clocks that differ. One that ends later was made by a clock that
 * was ahead: it binds nobody, or what it holds would stand still for as long as that clock was ahead.
 */
export const LONGEST_LEASE_MS = {
  /** 15 s at a time, and 20 s for a slow claim. */
  check: 65_000,
  lookup: CHECK_KINDS.domain.schedule.leaseMs + SKEW_MS,
  delivery: 60_000,
  housekeeping: HOUSEKEEPING_LEASE_MS + SKEW_MS,
  upkeep: UPKEEP_LEASE_MS + SKEW_MS,
} as const;

/** Condition that nobody holds the lease at `path` at an instant. */
export const isFree = (
  path: string,
  now: Date,
  longestMs: number,
): { $or: Record<string, unknown>[] } => ({
  $or: [
    { [path]: null },
    { [`${path}.until`]: { $lte: now } },
    { [`${path}.until`]: { $gt: new Date(now.getTime() + longestMs) } },
  ],
});
