import type { CallWindow, Refusals } from '@app/domain/limits';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import { CALL_WINDOW_RETENTION_S, FLOOD_RETENTION_S } from '../retention.ts';

/** Calls of one key in the window that is open, or was last. */
export interface CallWindowDocument extends CallWindow {
  _id: string;
}

const windowSchema = new Schema<CallWindowDocument>(
  { _id: String, count: Number, resetAt: Date },
  SCHEMA_OPTIONS,
).index({ resetAt: 1 }, { expireAfterSeconds: CALL_WINDOW_RETENTION_S });

export const callWindowModel = (connection: Connection): Model<CallWindowDocument> =>
  defineModel(connection, 'callWindows', windowSchema);

/** The newest flood of one caller, which is the id. */
export interface FloodDocument extends Omit<Refusals, 'caller'> {
  _id: string;
}

const floodSchema = new Schema<FloodDocument>(
  { _id: String, class: String, refused: Number, since: Date, lastAt: Date },
  SCHEMA_OPTIONS,
).index({ lastAt: 1 }, { expireAfterSeconds: FLOOD_RETENTION_S });

export const floodModel = (connection: Connection): Model<FloodDocument> =>
  defineModel(connection, 'floods', floodSchema);
