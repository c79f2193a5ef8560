import { randomBytes } from 'node:crypto';
import type { AlertRecord } from '@app/domain';
import type { Model } from 'mongoose';
import { isDuplicateOf } from '../common/duplicate-key.ts';
import { toDocument } from './mapping.ts';
import type { AlertDocument } from './model.ts';

/** State of an id that is reserved for an alert; such a document has nothing else yet. */
const RESERVED = 'reserved';

/** Of the link by which people take an alert on: nobody guesses it. */
const SECRET_BYTES = 16;

/** Condition on the state of alerts that are stored. */
export const VISIBLE = { $in: ['open' as const, 'resolved' as const] };

/**
 * Reserves the id of an alert, then writes the alert into the reservation: there the unique index judges
 * whether it may be open. Not every server frees a key that came with an insert when an update changes
 * it, so keys come by updates only. After a crash in between, a repeated insert goes on.
 */
export async function insertAlert(
  alerts: Model<AlertDocument>,
  alert: AlertRecord,
): Promise<'inserted' | 'exists' | 'other-open'> {
  const { _id, ...fields } = toDocument({
    ...alert,
    linkSecret: alert.linkSecret ?? randomBytes(SECRET_BYTES).toString('hex'),
  });
  try {
    await alerts.collection.insertOne({ _id, state: RESERVED });
  } catch (error) {
    if (!isDuplicateOf(error, '_id')) throw error;
  }
  try {
    const { matchedCount } = await alerts.collection.updateOne(
      { _id, state: RESERVED },
      { $set: fields },
    );
    return matchedCount === 1 ? 'inserted' : 'exists';
  } catch (error) {
    if (!isDuplicateOf(error, 'subject')) throw error;
    await alerts.collection.deleteOne({ _id, state: RESERVED });
    return 'other-open';
  }
}
