import type { WorkerHeartbeat } from '@app/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import { WORKER_BEAT_RETENTION_S } from '../retention.ts';

export interface WorkerDocument extends Omit<WorkerHeartbeat, 'id'> {
  _id: string;
}

const schema = new Schema<WorkerDocument>(
  {
    _id: String,
    startedAt: Date,
    at: Date,
    loopDelayMs: Number,
    checksPerMinute: Number,
    waitingChecks: Number,
    longestWaitMs: Number,
    offline: [Schema.Types.Mixed],
    stuck: Schema.Types.Mixed,
    reconciledAt: Date,
    opensSecrets: Boolean,
    locked: Schema.Types.Mixed,
    region: String,
    name: String,
    version: String,
    memoryBytes: Number,
    freeMemoryBytes: Number,
    errorsPerMinute: Number,
    clockMs: Number,
  },
  SCHEMA_OPTIONS,
).index({ at: 1 }, { expireAfterSeconds: WORKER_BEAT_RETENTION_S });

export const workerModel = (connection: Connection): Model<WorkerDocument> =>
  defineModel(connection, 'workers', schema);
