/** Longer than clocks of machines differ by: what is dated further ahead comes from a clock that was ahead. */
const AHEAD_MS = 30_000;

/**
 * The part of an update that notes when a document changed. It never goes back: what was written by a clock that was
 * ahead is found by it, also after another change, until it is repaired.
 */
export const changedAt = (now: Date): { $max: { updatedAt: Date } } => ({
  $max: { updatedAt: now },
});

/** Condition that a document was left alone since an instant, whichever clock wrote it. */
export const isUnchangedSince = (before: Date) => ({
  $or: [
    { updatedAt: { $lt: before } },
    { updatedAt: { $gt: new Date(before.getTime() + AHEAD_MS) } },
  ],
});
