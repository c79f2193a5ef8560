import { Schema, type Connection, type Model, type mongo } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import type { CheckDocument } from './check-mapping.ts';

/**
 * Checks of one target and hour, or of a whole day once it is over; see `hourId` and `dayId`. Each part is what
 * `encodeHour` wrote; parts may overlap, and who reads joins them.
 */
export interface HistoryDocument {
  _id: string;
  c: mongo.Binary[];
  /** The hour, counted from 1970: such documents become part of a day. */
  h?: number;
  /** The day, counted from 1970: such documents are whole days, which end with their retention. */
  d?: number;
}

const history = new Schema<HistoryDocument>(
  { _id: String, c: [Schema.Types.Mixed], h: Number, d: Number },
  SCHEMA_OPTIONS,
)
  .index({ h: 1 }, { sparse: true })
  .index({ d: 1 }, { sparse: true });

export const historyModel = (connection: Connection): Model<HistoryDocument> =>
  defineModel(connection, 'history', history);

/** Checks of one target and day with all that is known of what went wrong; each part is compressed. */
export interface EvidenceDocument {
  _id: string;
  c: mongo.Binary[];
  d: number;
}

const evidence = new Schema<EvidenceDocument>(
  { _id: String, c: [Schema.Types.Mixed], d: Number },
  SCHEMA_OPTIONS,
).index({ d: 1 });

export const evidenceModel = (connection: Connection): Model<EvidenceDocument> =>
  defineModel(connection, 'evidence', evidence);

/** The results of one target and hour as older versions stored them; see `oldBucketId`. */
export interface BucketDocument {
  _id: string;
  /** Slot of the newest check that is held. */
  lastSlot: Date;
  expireAt: Date;
  checks: CheckDocument[];
}

const results = new Schema<BucketDocument>(
  { _id: String, lastSlot: Date, expireAt: Date, checks: [Schema.Types.Mixed] },
  SCHEMA_OPTIONS,
).index({ expireAt: 1 }, { expireAfterSeconds: 0 });

export const resultModel = (connection: Connection): Model<BucketDocument> =>
  defineModel(connection, 'results', results);
