import type { ExpiryPlace } from '@app/domain';

/** Earlier than every end: a range above it finds the documents that have one. */
const BEFORE_ALL_ENDS = new Date(0);

/**
 * Condition that a document comes after a place in the list of what expires, by the end at `path` and then by
 * `_id`; without a place, that it has an end. The range on the end bounds the index scan.
 */
export function isAfterPlace(
  path: string,
  after: ExpiryPlace | null,
  toId: (id: string) => unknown,
): Record<string, unknown> {
  if (after === null) return { [path]: { $gt: BEFORE_ALL_ENDS } };
  const { expiresAt, id } = after;
  return {
    [path]: { $gte: expiresAt },
    $or: [{ [path]: { $gt: expiresAt } }, { [path]: expiresAt, _id: { $gt: toId(id) } }],
  };
}
