import type { AttemptRecord, DeliveryRecord, Lease } from '@app/domain';
import { Schema, type Connection, type Model, type Types } from 'mongoose';
import type { Sent } from '../common/sending-mapping.ts';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';

export interface DeliveryDocument extends Omit<
  DeliveryRecord,
  'id' | 'alertId' | 'channelId' | 'attempts'
> {
  _id: Types.ObjectId;
  alertId: Types.ObjectId;
  channelId: Types.ObjectId | null;
  attempts: Sent<AttemptRecord>[];
  lease: Lease | null;
}

const schema = new Schema<DeliveryDocument>(
  {
    alertId: Schema.Types.ObjectId,
    channelId: Schema.Types.ObjectId,
    channelKind: String,
    channelName: String,
    event: String,
    state: String,
    attempts: [Schema.Types.Mixed],
    nextAttemptAt: Date,
    createdAt: Date,
    updatedAt: Date,
    idempotencyKey: String,
    recipient: String,
    fallbackAt: Date,
    fallbackOf: String,
    redrivenAt: Date,
    form: String,
    mayBeTaken: Boolean,
    because: String,
    lease: Schema.Types.Mixed,
  },
  SCHEMA_OPTIONS,
)
  .index({ idempotencyKey: 1 }, { unique: true })
  .index({ alertId: 1, createdAt: 1, _id: 1 })
  .index({ createdAt: -1, _id: -1 })
  .index({ state: 1, createdAt: -1, _id: -1 })
  .index({ nextAttemptAt: 1 }, { partialFilterExpression: { state: 'pending' } })
  // What waits on a lane.
  .index({ channelId: 1, state: 1, nextAttemptAt: 1, createdAt: 1 })
  .index({ fallbackAt: 1 }, { partialFilterExpression: { state: 'pending' } });

export const deliveryModel = (connection: Connection): Model<DeliveryDocument> =>
  defineModel(connection, 'deliveries', schema);
