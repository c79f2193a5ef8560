import { randomBytes } from 'node:crypto';
import type { AlertRecord } from '@app/domain';
import type { AlertStore } from '@app/monitoring';
import { mongo, type Model } from 'mongoose';
import { isDuplicateKey, writeErrorsOf } from '../common/duplicate-key.ts';
import { toDocument } from './mapping.ts';
import type { AlertDocument } from './model.ts';

/** State of an id that is reserved for an alert; such a document has nothing else yet. */
const RESERVED = 'reserved';

/** Of the link by which people take an alert on: nobody guesses it. */
const SECRET_BYTES = 16;

/** Condition on the state of alerts that are stored. */
export const VISIBLE = { $in: ['open' as const, 'resolved' as const] };

type Inserted = Awaited<ReturnType<AlertStore['insert']>>;

/**
 * Reserves the ids of alerts, then writes the alerts into the reservations: there the unique index judges
 * whether each may be open. Not every server frees a key that came with an insert when an update changes
 * it, so keys come by updates only. After a crash in between, a repeated insert goes on. Where one of several was stored
 * before, all are said to be: whoever is told so reads what is there.
 */
export async function insertAlerts(
  alerts: Model<AlertDocument>,
  records: readonly AlertRecord[],
): Promise<Inserted[]> {
  const documents = records.map((alert) =>
    toDocument({
      ...alert,
      linkSecret: alert.linkSecret ?? randomBytes(SECRET_BYTES).toString('hex'),
    }),
  );
  await reserve(alerts, documents);
  const { matched, refused } = await fillIn(alerts, documents);
  if (refused.size > 0) {
    const ids = documents.flatMap(({ _id }, index) => (refused.has(index) ? [_id] : []));
    await alerts.collection.deleteMany({ _id: { $in: ids }, state: RESERVED });
  }
  const stored: Inserted = matched === documents.length - refused.size ? 'inserted' : 'exists';
  return documents.map((_, index) => (refused.has(index) ? 'other-open' : stored));
}

async function reserve(
  alerts: Model<AlertDocument>,
  documents: readonly AlertDocument[],
): Promise<void> {
  try {
    await alerts.collection.insertMany(
      documents.map(({ _id }) => ({ _id, state: RESERVED })),
      { ordered: false },
    );
  } catch (error) {
    // A reservation has its id alone, so there is no other key that could be taken.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Answers how many were written, and the places of those whose subject has an open alert of the kind. */
async function fillIn(
  alerts: Model<AlertDocument>,
  documents: readonly AlertDocument[],
): Promise<{ matched: number; refused: ReadonlySet<number> }> {
  const writes = documents.map(({ _id, ...fields }) => ({
    updateOne: { filter: { _id, state: RESERVED }, update: { $set: fields } },
  }));
  try {
    const { matchedCount } = await alerts.collection.bulkWrite(writes, { ordered: false });
    return { matched: matchedCount, refused: new Set() };
  } catch (error) {
    if (!isDuplicateKey(error) || !(error instanceof mongo.MongoBulkWriteError)) throw error;
    const refused = new Set(writeErrorsOf(error).map(({ index }) => index));
    return { matched: error.matchedCount, refused };
  }
}
