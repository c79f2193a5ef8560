import type { RateLimitState } from '@app/domain/registration';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import { TURN_RETENTION_S } from '../retention.ts';

/** The turns of one registry server; its host name is the id. */
export interface RateLimitDocument {
  _id: string;
  state: RateLimitState;
  version: number;
  /** When they were last taken or given back. */
  updatedAt: Date;
}

const schema = new Schema<RateLimitDocument>(
  { _id: String, state: Schema.Types.Mixed, version: Number, updatedAt: Date },
  SCHEMA_OPTIONS,
).index({ updatedAt: 1 }, { expireAfterSeconds: TURN_RETENTION_S });

export const rateLimitModel = (connection: Connection): Model<RateLimitDocument> =>
  defineModel(connection, 'turns', schema);
