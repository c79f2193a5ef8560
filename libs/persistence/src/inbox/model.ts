import type { AlertEvent, InboxFact } from '@app/domain';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

export interface InboxDocument {
  _id: Types.ObjectId;
  alertId: Types.ObjectId;
  targetId: Types.ObjectId | null;
  event: AlertEvent;
  /** What it tells; absent on items of older versions, which have their words. */
  told?: Exclude<InboxFact, { is: 'text' }>;
  title?: string;
  text?: string;
  at: Date;
  readAt: Date | null;
}

const schema = new Schema<InboxDocument>(
  {
    alertId: Schema.Types.ObjectId,
    targetId: Schema.Types.ObjectId,
    event: String,
    told: Schema.Types.Mixed,
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
