import type { BlindnessSettings, RetentionSettings } from '@app/domain';
import type { MaintenanceRecord, Mute, Policies } from '@app/domain/alerting';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/**
 * What was set; what is absent was never set. One document holds the settings of the installation, another one who is told of
 * alerts.
 */
export interface SettingsDocument {
  _id: string;
  adminChannelIds?: Types.ObjectId[] | null;
  blindness?: BlindnessSettings;
  retention?: Partial<RetentionSettings>;
  timeZone?: string;
  policies?: Policies;
  mutes?: Mute[];
  maintenance?: MaintenanceRecord[];
  /** Of the rules of alerts: grows with each change, and guards against lost updates. */
  version?: number;
}

const schema = new Schema<SettingsDocument>(
  {
    _id: String,
    adminChannelIds: Schema.Types.Mixed,
    blindness: Schema.Types.Mixed,
    retention: Schema.Types.Mixed,
    timeZone: String,
    policies: Schema.Types.Mixed,
    mutes: [Schema.Types.Mixed],
    maintenance: [Schema.Types.Mixed],
    version: Number,
  },
  SCHEMA_OPTIONS,
);

export const settingsModel = (connection: Connection): Model<SettingsDocument> =>
  defineModel(connection, 'settings', schema);
