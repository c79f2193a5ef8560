import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** Names of keys, in the one document of the collection. */
export interface SecretKeysDocument {
  _id: string;
  ids: string[];
  /** Nothing is left of secrets that were stored in clear; absent while that is not known. */
  isClean?: boolean;
}

const schema = new Schema<SecretKeysDocument>(
  { _id: String, ids: [String], isClean: Boolean },
  SCHEMA_OPTIONS,
);

export const secretKeysModel = (connection: Connection): Model<SecretKeysDocument> =>
  defineModel(connection, 'secretKeys', schema);
