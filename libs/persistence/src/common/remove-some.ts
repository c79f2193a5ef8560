import type { mongo } from 'mongoose';

/**
 * Deletes some of the documents that a filter finds in an order, and that still meet it then; answers how many were
 * found. Batches are small, so that nobody waits for long.
 */
export async function removeSome<T extends mongo.Document>(
  collection: mongo.Collection<T>,
  filter: mongo.Filter<T>,
  { sort, limit }: { sort: mongo.Sort; limit: number },
): Promise<number> {
  const found = await collection
    .find(filter, { projection: { _id: 1 } })
    .sort(sort)
    .limit(limit)
    .toArray();
  if (found.length === 0) return 0;
  await collection.deleteMany({ ...filter, _id: { $in: found.map(({ _id }) => _id) } });
  return found.length;
}
