/** Condition that nobody holds the lease at `path` at an instant. */
export const isFree = (path: string, now: Date): { $or: Record<string, unknown>[] } => ({
  $or: [{ [path]: null }, { [`${path}.until`]: { $lte: now } }],
});
