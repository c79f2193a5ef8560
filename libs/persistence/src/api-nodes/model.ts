import type { ProcessFigures } from '@app/domain/backups';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import { WORKER_BEAT_RETENTION_S } from '../retention.ts';

export interface ApiNodeDocument extends Omit<ProcessFigures, 'id'> {
  _id: string;
}

const schema = new Schema<ApiNodeDocument>(
  {
    ...{ _id: String, name: String, version: String, startedAt: Date, at: Date },
    ...{ loopDelayMs: Number, memoryBytes: Number, freeMemoryBytes: Number },
    ...{ errorsPerMinute: Number, clockMs: Number, locked: Schema.Types.Mixed },
  },
  SCHEMA_OPTIONS,
).index({ at: 1 }, { expireAfterSeconds: WORKER_BEAT_RETENTION_S });

export const apiNodeModel = (connection: Connection): Model<ApiNodeDocument> =>
  defineModel(connection, 'apiNodes', schema);
