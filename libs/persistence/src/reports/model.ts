import type { Recipient, ReportRecord, Sending } from '@app/domain/reports';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import type { Sent } from '../common/sending-mapping.ts';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** What is being sent, also as an older version stored it. */
export interface SendingDocument extends Omit<Sending, 'recipients'> {
  recipients: readonly Sent<Recipient>[];
}

export interface ReportDocument extends Pick<
  ReportRecord,
  'name' | 'every' | 'to' | 'createdAt' | 'updatedAt' | 'version'
> {
  _id: Types.ObjectId;
  targetIds: Types.ObjectId[];
  /** Absent for none, as the next ones are. */
  tag?: string;
  slaTarget?: number;
  logo?: string;
  footer?: string;
  nextAt?: Date;
  sending?: SendingDocument;
  heldUntil?: Date;
}

const schema = new Schema<ReportDocument>(
  {
    name: String,
    tag: String,
    targetIds: [Schema.Types.ObjectId],
    every: String,
    slaTarget: Number,
    logo: String,
    footer: String,
    to: [String],
    createdAt: Date,
    updatedAt: Date,
    version: Number,
    nextAt: Date,
    sending: Schema.Types.Mixed,
    heldUntil: Date,
  },
  SCHEMA_OPTIONS,
);

export const reportModel = (connection: Connection): Model<ReportDocument> =>
  defineModel(connection, 'reports', schema);
