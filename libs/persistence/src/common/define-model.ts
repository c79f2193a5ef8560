import type { Connection, Model, Schema } from 'mongoose';

/** Options of every schema: documents are exactly what the mapping wrote, and unknown paths are refused. */
export const SCHEMA_OPTIONS = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  id: false,
} as const;

/** The model of a collection on a connection; the same one each time. */
export const defineModel = <T>(
  connection: Connection,
  collection: string,
  schema: Schema<T>,
): Model<T> =>
  (connection.models[collection] as Model<T> | undefined) ??
  connection.model<T>(collection, schema, collection);
