import type { AlertEvent } from '@app/domain';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

export interface InboxDocument {
  _id: Types.ObjectId;
  alertId: Types.ObjectId;
  targetId: Types.ObjectId | null;
  event: AlertEvent;
  title: string;
  text: string;
  at: Date;
  readAt: Date | null;
}

const schema = new Schema<InboxDocument>(
  {
    alertId: Schema.Types.ObjectId,
    targetId: Schema.Types.ObjectId,
    event: String,
    title: String,
    text: String,
    at: Date,
    readAt: Date,
  },
  SCHEMA_OPTIONS,
)
  .index({ at: -1, _id: -1 })
  .index({ readAt: 1, at: -1, _id: -1 });

export const inboxModel = (connection: Connection): Model<InboxDocument> =>
  defineModel(connection, 'inbox', schema);
