import type { Housekeeping, Lease } from '@app/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** Who keeps house, in the one document of the collection. */
export interface HousekeepingDocument {
  _id: string;
  lease: Lease | null;
  dueAt: Date;
  memory: Housekeeping | null;
}

const schema = new Schema<HousekeepingDocument>(
  { _id: String, lease: Schema.Types.Mixed, dueAt: Date, memory: Schema.Types.Mixed },
  SCHEMA_OPTIONS,
);

export const housekeepingModel = (connection: Connection): Model<HousekeepingDocument> =>
  defineModel(connection, 'housekeeping', schema);
