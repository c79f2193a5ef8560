import type { ChannelConfig, ChannelKind, MessageField } from '@app/domain';
import type { LastDeliveryRecord } from '@app/domain/lanes';
import type { QuietHours } from '@app/domain/alerting';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import type { Sent } from '../common/sending-mapping.ts';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

export interface ChannelDocument {
  _id: Types.ObjectId;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  config: ChannelConfig;
  fallbackChannelId: Types.ObjectId | null;
  /** Absent where messages are as usual, as is the next one. */
  subjectPrefix?: string | null;
  fields?: MessageField[] | null;
  /** Absent or null for none. */
  quietHours?: QuietHours | null;
  /** Absent or null: as is usual. */
  maxPerSecond?: number | null;
  createdAt: Date;
  lastDelivery: Sent<LastDeliveryRecord> | null;
}

const schema = new Schema<ChannelDocument>(
  {
    kind: String,
    name: String,
    enabled: Boolean,
    config: Schema.Types.Mixed,
    fallbackChannelId: Schema.Types.ObjectId,
    subjectPrefix: String,
    fields: Schema.Types.Mixed,
    quietHours: Schema.Types.Mixed,
    maxPerSecond: Number,
    createdAt: Date,
    lastDelivery: Schema.Types.Mixed,
  },
  SCHEMA_OPTIONS,
);

export const channelModel = (connection: Connection): Model<ChannelDocument> =>
  defineModel(connection, 'channels', schema);
