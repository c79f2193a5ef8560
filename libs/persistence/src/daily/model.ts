import { Schema, type Connection, type Model, type mongo } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

/** The totals of a target's day, as `encodeTotals` wrote them; see `idOf` in the store. */
export interface DailyDocument {
  _id: string;
  /** Time zone of the day, unless UTC. */
  z?: string;
  t: mongo.Binary;
  /** Its outages: the alert and its seconds; absent for none. */
  o?: [alertId: string, seconds: number][];
}

const schema = new Schema<DailyDocument>(
  { _id: String, z: String, t: Schema.Types.Mixed, o: [Schema.Types.Mixed] },
  SCHEMA_OPTIONS,
);

export const dailyModel = (connection: Connection): Model<DailyDocument> =>
  defineModel(connection, 'daily', schema);
