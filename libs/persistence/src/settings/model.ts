import type { BlindnessSettings, RetentionSettings } from '@app/domain';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** What was set, in the one document of the collection; what is absent was never set. */
export interface SettingsDocument {
  _id: string;
  adminChannelIds?: Types.ObjectId[] | null;
  blindness?: BlindnessSettings;
  retention?: Partial<RetentionSettings>;
  timeZone?: string;
}

const schema = new Schema<SettingsDocument>(
  {
    _id: String,
    adminChannelIds: Schema.Types.Mixed,
    blindness: Schema.Types.Mixed,
    retention: Schema.Types.Mixed,
    timeZone: String,
  },
  SCHEMA_OPTIONS,
);

export const settingsModel = (connection: Connection): Model<SettingsDocument> =>
  defineModel(connection, 'settings', schema);
