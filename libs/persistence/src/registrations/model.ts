import type { RegistrationRecord } from '@app/domain';
import { Schema, type Connection, type Model } from 'mongoose';
import { SCHEMA_OPTIONS, defineModel } from '../common/define-model.ts';
import type { OutboxEntryDocument } from '../common/outbox-mapping.ts';
import type { KeptRegistration } from './failure-mapping.ts';

/** Everything about the registration of a domain in one document; the domain is its id. */
export interface RegistrationDocument extends Omit<RegistrationRecord, 'intents' | 'registration'> {
  _id: string;
  registration: KeptRegistration;
  intents: OutboxEntryDocument[];
}

const schema = new Schema<RegistrationDocument>(
  {
    _id: String,
    registration: Schema.Types.Mixed,
    createdAt: Date,
    updatedAt: Date,
    version: Number,
    dueAt: Date,
    lease: Schema.Types.Mixed,
    refreshedAt: Date,
    changes: [Schema.Types.Mixed],
    // Absent where no record is watched, which a list of the schema cannot be.
    records: Schema.Types.Mixed,
    warning: Schema.Types.Mixed,
    troubleAlertId: String,
    intents: [Schema.Types.Mixed],
  },
  SCHEMA_OPTIONS,
)
  .index({ dueAt: 1, 'registration.expiresAt': 1 })
  .index({ updatedAt: 1 })
  .index({ 'registration.server': 1, 'registration.expiresAt': 1 })
  .index({ 'registration.expiresAt': 1, _id: 1 })
  .index({ 'lease.token': 1 }, { sparse: true })
  .index({ 'intents.id': 1 }, { sparse: true });

export const registrationModel = (connection: Connection): Model<RegistrationDocument> =>
  defineModel(connection, 'registrations', schema);
