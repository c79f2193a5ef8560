import type { Model, mongo } from 'mongoose';

/**
 * The collection of a model as the driver sees it: nothing is cast or validated. For batches of documents that a
 * mapping has made exact, where casting costs as much as the rest of the write.
 */
export const driverCollection = <T extends mongo.Document>(model: Model<T>): mongo.Collection<T> =>
  model.db.collection<T>(model.collection.name);
