/** How long a check is held at first, and from each renewal on: the checks of a killed worker come back so soon. */
export const HELD_MS = 15_000;

/** Instant until which a check that starts at `from` at the latest must be left alone by others. */
export const leaseEnd = (from: Date): Date => new Date(from.getTime() + HELD_MS);

/** Leases that were made longer than this would keep the checks of a killed worker from the others. */
const LONGEST_CLAIM_MS = 20_000;

/**
 * When checks begin that are claimed now: before the horizon, or later when the store is slow. `claimMs` is how long
 * the last claim took; a lease that did not allow for it would be too short for every check under it.
 */
export function startOfClaimed(now: Date, horizon: Date, claimMs: number): Date {
  const expectedMs = Math.min(2 * claimMs, LONGEST_CLAIM_MS);
  return new Date(Math.max(horizon.getTime(), now.getTime() + expectedMs));
}
