import { randomBytes } from 'node:crypto';
import type { AlertRecord } from '@app/domain';
import type { AlertStore } from '@app/monitoring';
import { mongo, type Model } from 'mongoose';
import { isDuplicateKey, writeErrorsOf } from '../common/duplicate-key.ts';
import { toDocument } from './mapping.ts';
import type { AlertDocument } from './model.ts';

/** State of an id that is reserved for an alert; such a document has nothing else yet. */
const RESERVED = 'reserved';

/** State of an id under which no alert is stored any more: what it stood for was over before somebody came with it. */
export const PRECLUDED = 'precluded';

/** Of the link by which people take an alert on: nobody guesses it. */
const SECRET_BYTES = 16;

/** Condition on the state of alerts that are stored. */
export const VISIBLE = { $in: ['open' as const, 'resolved' as const] };

type Inserted = Awaited<ReturnType<AlertStore['insert']>>;

/** How often others may take reservations away before an entry is left to be carried out again. */
const MAX_TRIES = 10;

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
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    await reserve(alerts, documents);
    const { matched, refused } = await fillIn(alerts, documents);
    if (refused.size > 0) {
      const ids = documents.flatMap(({ _id }, index) => (refused.has(index) ? [_id] : []));
      await alerts.collection.deleteMany({ _id: { $in: ids }, state: RESERVED });
    }
    const stored = documents.filter((_, index) => !refused.has(index));
    const areNew = matched === stored.length;
    if (areNew || (await areSettled(alerts, stored))) {
      return documents.map((_, index) =>
        refused.has(index) ? 'other-open' : areNew ? 'inserted' : 'exists',
      );
    }
  }
  throw takenAway();
}

/**
 * Whether all ids are taken for good. Somebody else who was refused has taken a reservation away that both had made: what was
 * in the way may be over by now.
 */
async function areSettled(
  alerts: Model<AlertDocument>,
  documents: readonly AlertDocument[],
): Promise<boolean> {
  const ids = [...new Set(documents.map(({ _id }) => _id.toHexString()))];
  const settled = await alerts.collection
    .find(
      { _id: { $in: documents.map(({ _id }) => _id) }, state: { $ne: RESERVED } },
      { projection: { _id: 1 } },
    )
    .toArray();
  return settled.length === ids.length;
}

/**
 * Has no alert be stored under an id any more. False where one is.
 *
 * @param at from when on it counts as over: it is deleted as alerts are
 */
export async function precludeAlert(
  alerts: Model<AlertDocument>,
  _id: AlertDocument['_id'],
  at: Date,
): Promise<boolean> {
  const precluded = { state: PRECLUDED, openedAt: at, endedAt: at };
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      await alerts.collection.insertOne({ _id, ...precluded });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    await alerts.collection.updateOne({ _id, state: RESERVED }, { $set: precluded });
    const known = await alerts.collection.findOne({ _id });
    // Else it was a reservation, and somebody who was refused has taken it away.
    if (known) return known['state'] === PRECLUDED;
  }
  throw takenAway();
}

/** Whether an alert is stored under an id, or none is any more. */
export const isTaken = async (
  alerts: Model<AlertDocument>,
  _id: AlertDocument['_id'],
): Promise<boolean> => {
  const known = await alerts.collection.findOne({ _id }, { projection: { state: 1 } });
  return known !== null && known['state'] !== RESERVED;
};

const takenAway = (): Error => new Error('Others took the reservations of alerts away each time.');

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
