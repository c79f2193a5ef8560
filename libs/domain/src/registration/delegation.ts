import * as z from 'zod';

/** What the zone above a domain said of its delegation in one lookup. */
export const SeenDelegation = z.enum(['alive', 'gone']);
export type SeenDelegation = z.infer<typeof SeenDelegation>;

/** What is believed of the delegation of a domain that had one. */
export const Delegation = z.object({
  /** When it was seen last. */
  aliveAt: z.date(),
  /** Since when it has not been seen; null while it is there. */
  goneSince: z.date().nullable(),
  /** When that was believed; null before. */
  lostAt: z.date().nullable(),
});
export type Delegation = z.infer<typeof Delegation>;

/** A delegation that is gone is looked for again after this; a domain may be moved in between. */
export const SEEK_AGAIN_MS = 3_600_000;
/** Lookups come a little early or late. */
const TOLERANCE_MS = 300_000;

/**
 * What is believed after one more lookup. A delegation is lost when it was there once and two lookups, about an hour apart
 * or more, have found that it is not. A lookup that cannot tell changes nothing.
 *
 * @param seen left out where the DNS did not say
 */
export function followDelegation(
  previous: Delegation | null,
  seen: SeenDelegation | undefined,
  now: Date,
): Delegation | null {
  if (seen === 'alive') return { aliveAt: now, goneSince: null, lostAt: null };
  // Many domains are registered and never used.
  if (seen === undefined || previous === null) return previous;
  const goneSince = previous.goneSince ?? now;
  const isLasting = now.getTime() - goneSince.getTime() >= SEEK_AGAIN_MS - TOLERANCE_MS;
  return { ...previous, goneSince, lostAt: previous.lostAt ?? (isLasting ? now : null) };
}

/** True while a delegation was not seen and it is not known yet whether it is lost. */
export const isDelegationInDoubt = (delegation: Delegation | null): boolean =>
  delegation !== null && delegation.goneSince !== null && delegation.lostAt === null;
