import type { Lease } from '@app/domain';
import type { UpkeepRun } from '@app/domain/backups';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** A piece of upkeep, whose name is the id. */
export interface UpkeepDocument {
  _id: string;
  createdAt: Date;
  dueAt: Date;
  lease: Lease | null;
  last: UpkeepRun | null;
  lastGood: UpkeepRun | null;
}

const schema = new Schema<UpkeepDocument>(
  {
    _id: String,
    createdAt: Date,
    dueAt: Date,
    lease: Schema.Types.Mixed,
    last: Schema.Types.Mixed,
    lastGood: Schema.Types.Mixed,
  },
  SCHEMA_OPTIONS,
);

export const upkeepModel = (connection: Connection): Model<UpkeepDocument> =>
  defineModel(connection, 'upkeep', schema);
