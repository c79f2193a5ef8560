import { cutHour, type HourOfChecks, joinHours } from '@app/domain/history';
import { createBreath } from '@app/monitoring';
import type { Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { dayNumber, idsOfDay, placeOf } from './ids.ts';
import type { HistoryDocument } from './model.ts';
import { fromParts } from './parts.ts';
import type { ResultModels } from './read.ts';

/** Documents that are asked for with one question. */
const IDS_AT_ONCE = 2_000;

/** Those of some documents that there are. */
export async function documentsOf(
  history: Model<HistoryDocument>,
  ids: readonly string[],
): Promise<HistoryDocument[]> {
  const found: HistoryDocument[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const some = ids.slice(at, at + IDS_AT_ONCE);
    const inOneBatch = { batchSize: some.length + 1 };
    const documents = await driverCollection(history)
      .find({ _id: { $in: some } }, inOneBatch)
      .toArray();
    found.push(...documents);
  }
  return found;
}

/**
 * The checks of several targets with `from <= slot < to`, by target. Null while there are results of older versions,
 * which are read target by target.
 */
export async function hoursOfMany(
  { history, results }: Pick<ResultModels, 'history' | 'results'>,
  targetIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, HourOfChecks> | null> {
  const older = await driverCollection(results).find().sort({ _id: 1 }).limit(1).toArray();
  if (older.length > 0) return null;
  const [first, last] = [dayNumber(from), dayNumber(to.getTime() - 1)];
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const ids = targetIds.flatMap((id) => days.flatMap((day) => idsOfDay(id, day)));
  const found = Map.groupBy(await documentsOf(history, ids), ({ _id }) => placeOf(_id).targetId);
  const hours = new Map<string, HourOfChecks>();
  const breathe = createBreath();
  for (const [targetId, documents] of found) {
    await breathe();
    const joined = joinHours(documents.map(fromParts));
    hours.set(targetId, cutHour(joined, from.getTime(), to.getTime()));
  }
  return hours;
}
