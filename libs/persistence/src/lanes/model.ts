import type { LaneRecord } from '@app/domain/lanes';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** A lane under its id; what was never set is absent. */
export interface LaneDocument extends Partial<Omit<LaneRecord, 'id'>> {
  _id: string;
}

const schema = new Schema<LaneDocument>(
  {
    _id: String,
    pausedUntil: Date,
    failingSince: Date,
    failures: Number,
    failedAt: Date,
    lockedSince: Date,
    paceAt: Date,
    answerMs: Number,
    told: [Schema.Types.Mixed],
    plans: [Schema.Types.Mixed],
    lease: Schema.Types.Mixed,
    wake: Number,
    successorId: String,
    resumed: Number,
  },
  SCHEMA_OPTIONS,
);

export const laneModel = (connection: Connection): Model<LaneDocument> =>
  defineModel(connection, 'lanes', schema);
