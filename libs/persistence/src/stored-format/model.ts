import type { Lease } from '@app/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** What the stored data are, in the one document of the collection. */
export interface StoredFormatDocument {
  _id: string;
  version: number;
  /** Version of the program that brought the data into this form. */
  writtenBy: string;
  at: Date;
  /** Who brings them into a newer form at the moment. */
  lease?: Lease | null;
}

const schema = new Schema<StoredFormatDocument>(
  { _id: String, version: Number, writtenBy: String, at: Date, lease: Schema.Types.Mixed },
  SCHEMA_OPTIONS,
);

export const storedFormatModel = (connection: Connection): Model<StoredFormatDocument> =>
  defineModel(connection, 'storedFormat', schema);
