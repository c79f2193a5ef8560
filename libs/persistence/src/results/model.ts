import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import type { CheckDocument } from './check-mapping.ts';

/** The results of one target and hour; see `bucketId`. */
export interface BucketDocument {
  _id: string;
  /** Slot of the newest check that is held: what is newer can be added without a look at the others. */
  lastSlot: Date;
  expireAt: Date;
  checks: CheckDocument[];
}

const schema = new Schema<BucketDocument>(
  { _id: String, lastSlot: Date, expireAt: Date, checks: [Schema.Types.Mixed] },
  SCHEMA_OPTIONS,
).index({ expireAt: 1 }, { expireAfterSeconds: 0 });

export const resultModel = (connection: Connection): Model<BucketDocument> =>
  defineModel(connection, 'results', schema);
