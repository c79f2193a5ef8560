import type { OutageNote } from '@app/domain/status-pages';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

export interface StatusPageDocument {
  _id: Types.ObjectId;
  slug: string;
  title: string;
  tag: string;
  enabled: boolean;
  /** Absent for none, as the next two are. */
  logo?: string;
  notice?: string;
  notes?: OutageNote[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const schema = new Schema<StatusPageDocument>(
  {
    slug: String,
    title: String,
    tag: String,
    enabled: Boolean,
    logo: String,
    notice: String,
    notes: Schema.Types.Mixed,
    createdAt: Date,
    updatedAt: Date,
    version: Number,
  },
  SCHEMA_OPTIONS,
).index({ slug: 1 }, { unique: true });

export const statusPageModel = (connection: Connection): Model<StatusPageDocument> =>
  defineModel(connection, 'statusPages', schema);
