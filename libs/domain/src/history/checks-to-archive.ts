import type { Check } from '../check/schema.ts';
import { maxPlausibleTime } from '../common/max-plausible-time.ts';

/** Checks that a target carries with it before the older ones move to the result buckets. */
const MAX_CARRIED = 24;
/** Checks that stay with the target, so that its newest results come with one read. */
const KEPT = 8;

/** Whether a target carries enough checks for the older ones to be worth a write. */
export const isWorthArchiving = (carried: number): boolean => carried >= MAX_CARRIED;

/**
 * Returns which checks move from a target to the result buckets: the older ones, and those that a clock which was ahead
 * has dated in the future. These are marked: once their time comes they yield to what is really found then.
 */
export function checksToArchive(checks: readonly Check[], now: Date): Check[] {
  const latest = maxPlausibleTime(now);
  const inOrder = checks.toSorted((a, b) => a.slot.getTime() - b.slot.getTime());
  const credible = inOrder.filter(({ slot }) => slot <= latest);
  const ahead = inOrder.slice(credible.length);
  return [
    ...credible.slice(0, -KEPT),
    ...ahead.map((check) => ({ ...check, clockAhead: true as const })),
  ];
}
