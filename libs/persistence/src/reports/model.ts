import type { ReportRecord, Sending } from '@app/domain/reports';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

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
  sending?: Sending;
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
