import type { Collection, mongo } from 'mongoose';

const BATCH = 500;

/** Documents that lack fields, and how these follow from what they have. */
export interface Missing {
  where: mongo.Filter<mongo.Document>;
  /** The fields that are read for it. */
  from: readonly string[];
  fieldsOf: (document: mongo.Document) => mongo.Document;
}

/**
 * Gives documents the fields that they lack, in batches. One that got them from somebody else in between is
 * left alone.
 */
export async function fill(
  collection: Collection,
  { where, from, fieldsOf }: Missing,
): Promise<void> {
  let batch: mongo.AnyBulkWriteOperation[] = [];
  const write = async (): Promise<void> => {
    if (batch.length > 0) await collection.bulkWrite(batch, { ordered: false });
    batch = [];
  };
  const projection = Object.fromEntries(from.map((field) => [field, 1 as const]));
  for await (const document of collection.find(where, { projection })) {
    const filter = { ...where, _id: document._id };
    batch.push({ updateOne: { filter, update: { $set: fieldsOf(document) } } });
    if (batch.length === BATCH) await write();
  }
  await write();
}
