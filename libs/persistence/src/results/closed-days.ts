import type { ClosedChecks } from '@app/monitoring';
import type { Model, mongo } from 'mongoose';
import { createHash } from 'node:crypto';
import { driverCollection } from '../common/driver-collection.ts';
import { DAY_MS, dayNumber, placeOf } from './ids.ts';
import type { HistoryDocument } from './model.ts';
import { fromParts, isReadable } from './parts.ts';
import { type ResultModels, withEvidence } from './read.ts';

/** Days of targets that a server sends at once: a day of one that is checked every 20 s has 40 kB. */
const DAYS_HELD = 16;
const REMOVED_AT_ONCE = 100;

/** The oldest day before one of which checks are kept, except some; null when there is none. */
export async function oldestDay(
  history: Model<HistoryDocument>,
  before: Date,
  except: readonly Date[],
): Promise<Date | null> {
  const apart = except.length > 0 ? { $nin: except.map(dayNumber) } : {};
  const [found] = await driverCollection(history)
    .find({ d: { $lt: dayNumber(before), ...apart } }, { projection: { d: 1 } })
    .sort({ d: 1 })
    .limit(1)
    .toArray();
  return found?.d === undefined ? null : new Date(found.d * DAY_MS);
}

/** All checks of a day with their evidence, target by target. */
export async function* checksOfDay(
  { history, evidence }: Pick<ResultModels, 'history' | 'evidence'>,
  day: Date,
): AsyncGenerator<ClosedChecks> {
  const found = driverCollection(history).find({ d: dayNumber(day) }, { batchSize: DAYS_HELD });
  for await (const document of found) {
    const { targetId, day: number } = placeOf(document._id);
    const checks = isReadable(document)
      ? await withEvidence(evidence, targetId, { day: number, hour: fromParts(document) })
      : null;
    yield { key: document._id, targetId, checks, version: versionOf(document) };
  }
}

/** Deletes documents, those only that are as they were read; answers how many. */
export async function removeClosed(
  history: Model<HistoryDocument>,
  versions: ReadonlyMap<string, string>,
): Promise<number> {
  const collection = driverCollection(history);
  const ids = [...versions.keys()];
  let removed = 0;
  for (let at = 0; at < ids.length; at += REMOVED_AT_ONCE) {
    const some = { _id: { $in: ids.slice(at, at + REMOVED_AT_ONCE) } };
    const found = await collection.find(some).toArray();
    const same = found.filter((document) => versions.get(document._id) === versionOf(document));
    if (same.length === 0) continue;
    const { deletedCount } = await collection.bulkWrite(
      same.map(({ _id, c }) => ({ deleteOne: { filter: { _id, c } } })),
      { ordered: false },
    );
    removed += deletedCount;
  }
  return removed;
}

function versionOf({ c }: Pick<HistoryDocument, 'c'>): string {
  const hash = createHash('sha1');
  for (const part of c) hash.update(bytesOf(part));
  return hash.digest('base64');
}

const bytesOf = (part: mongo.Binary): Uint8Array => part.buffer.subarray(0, part.position);
