import { newRegistration, type RegistrationChanges, type RegistrationRecord } from '@app/domain';
import type { UpdateQuery } from 'mongoose';
import { fromEntryDocuments, toEntryDocument } from '../common/outbox-mapping.ts';
import { present } from '../common/present.ts';
import { changedAt } from '../common/updated-at.ts';
import { fromKept, toKept } from './failure-mapping.ts';
import type { RegistrationDocument } from './model.ts';

export const toRecord = ({
  _id,
  registration,
  intents,
  ...fields
}: RegistrationDocument): RegistrationRecord => ({
  ...fields,
  // What came with a later version is missing in what an earlier one stored.
  registration: { ...newRegistration(_id), ...fromKept(registration) },
  intents: fromEntryDocuments(intents),
});

/** The update that applies a change, its appended intents included, and raises the version. */
export const changeUpdate = (
  { intents = [], updatedAt, registration, ...fields }: RegistrationChanges,
  now: Date,
): UpdateQuery<RegistrationDocument> => ({
  $set: present({ ...fields, registration: registration && toKept(registration), updatedAt }),
  ...(updatedAt ? {} : changedAt(now)),
  $inc: { version: 1 },
  ...(intents.length > 0 ? { $push: { intents: { $each: intents.map(toEntryDocument) } } } : {}),
});
