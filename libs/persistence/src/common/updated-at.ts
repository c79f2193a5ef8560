import { maxPlausibleTime } from '@app/domain';

/**
 * The part of an update that notes when a document changed. It never goes back: what was written by a clock that was
 * ahead is found by it, also after another change, until it is repaired.
 */
export const changedAt = (now: Date): { $max: { updatedAt: Date } } => ({
  $max: { updatedAt: now },
});

/** Condition that a document was left alone since an instant, whichever clock wrote it. */
export const isUnchangedSince = (before: Date) => ({
  $or: [{ updatedAt: { $lt: before } }, { updatedAt: { $gt: maxPlausibleTime(before) } }],
});
