import type { RetentionSettings } from './settings.ts';

const DAY_MS = 86_400_000;

/** Up to which day, and in which time zone, every target has the records of its days. */
export interface CountedDays {
  zone: string;
  /** `2026-03-29`. */
  day: string;
}

/** What the store took on the disk at an instant. */
export interface StoreSize {
  at: Date;
  bytes: number;
}

/** What housekeeping remembers from one time to the next. */
export interface Housekeeping {
  /** When it was last done. */
  at: Date;
  /** Nothing is deleted before: the clock had jumped, or nobody kept house for long. Absent while that is not so. */
  heldUntil?: Date;
  /** Absent before it was done for the first time. */
  counted?: CountedDays;
  /** How large the store was lately, oldest first. Absent before that was noted. */
  sizes?: StoreSize[];
}

/**
 * What housekeeping remembers after an instant. A clock that jumps ahead makes everything look old: after a stretch of
 * more than a day without housekeeping nothing is deleted for a day, in which such a clock is noticed.
 */
export function keepingAfter(before: Housekeeping | null, now: Date): Housekeeping {
  const inADay = new Date(now.getTime() + DAY_MS);
  const { heldUntil, counted, sizes } = before ?? {};
  // What was counted by a clock that was ahead is counted again.
  const isPast = counted && counted.day <= now.toISOString().slice(0, 10);
  const kept = { at: now, ...(isPast && { counted }), ...(sizes && { sizes }) };
  if (before && now.getTime() - before.at.getTime() > DAY_MS) return { ...kept, heldUntil: inADay };
  // One that ends later was made by a clock that was ahead.
  return heldUntil && heldUntil > now && heldUntil <= inADay ? { ...kept, heldUntil } : kept;
}

/** The first day that is still kept of each kind (UTC), at an instant. */
export function keptFrom(
  { checkDays, evidenceDays, alertDays, auditDays }: RetentionSettings,
  now: Date,
): { checks: Date; evidence: Date; alerts: Date; audit: Date } {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const before = (days: number): Date => new Date(today - days * DAY_MS);
  return {
    checks: before(checkDays),
    evidence: before(evidenceDays),
    alerts: before(alertDays),
    audit: before(auditDays),
  };
}
