import { type HourOfChecks, joinHours } from '@app/domain/history';
import { createBreath, type TargetDay } from '@app/monitoring';
import { mongo, type Model } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import type { CloseModels } from './close-day.ts';
import { asClosed, evidenceWrite } from './closed-form.ts';
import { DAY_MS, dayId, dayNumber, idsOfDay, placeOf } from './ids.ts';
import type { HistoryDocument } from './model.ts';
import { fromReadableParts, toPart } from './parts.ts';
import { documentsOf } from './read-many.ts';

/** A day whose hours can become one as they are. */
interface Closing {
  one: TargetDay;
  hours: readonly HistoryDocument[];
  fresh: HourOfChecks;
}

/** Hours that are deleted with one write: few enough that nobody waits for long. */
const REMOVED_AT_ONCE = 200;

/**
 * Makes the hours of several days one with few questions and writes, in the steps of `closeDay`. Returns the days that
 * have to be closed one by one: those that were closed before, meanwhile or in part, and those that cannot be read.
 */
export async function closeDays(
  models: CloseModels,
  days: readonly TargetDay[],
): Promise<TargetDay[]> {
  const ids = days.flatMap(({ targetId, day }) => idsOfDay(targetId, dayNumber(day)));
  const found = Map.groupBy(await documentsOf(models.history, ids), ({ _id }) => {
    const { targetId, day } = placeOf(_id);
    return dayId(targetId, day);
  });
  const closing: Closing[] = [];
  const left: TargetDay[] = [];
  const breathe = createBreath();
  for (const one of days) {
    await breathe();
    const hours = found.get(idOf(one)) ?? [];
    const open = hours.filter(({ h }) => h !== undefined);
    if (open.length === 0) continue;
    const fresh = open.length === hours.length ? readAll(hours) : null;
    if (fresh) closing.push({ one, hours, fresh });
    else left.push(one);
  }
  await keepEvidence(models.evidence, closing);
  const refused = await insertDays(models.history, closing);
  await removeHours(
    models.history,
    closing.filter((_, index) => !refused.has(index)),
  );
  return [...left, ...closing.flatMap(({ one }, index) => (refused.has(index) ? [one] : []))];
}

const idOf = ({ targetId, day }: TargetDay): string => dayId(targetId, dayNumber(day));

/** Null where not all of it can be read. */
function readAll(hours: readonly HistoryDocument[]): HourOfChecks | null {
  const read: HourOfChecks[] = [];
  for (const hour of hours) {
    const checks = fromReadableParts(hour);
    if (!checks) return null;
    read.push(checks);
  }
  return joinHours(read);
}

async function keepEvidence(
  evidence: CloseModels['evidence'],
  closing: readonly Closing[],
): Promise<void> {
  const writes = closing.flatMap(({ one, fresh }) => {
    const write = evidenceWrite(one.targetId, { day: dayNumber(one.day), fresh });
    return write ? [{ updateOne: { ...write, upsert: true } }] : [];
  });
  if (writes.length > 0) await driverCollection(evidence).bulkWrite(writes, { ordered: false });
}

/** Stores the days; returns the places of those that are there already. */
async function insertDays(
  history: Model<HistoryDocument>,
  closing: readonly Closing[],
): Promise<ReadonlySet<number>> {
  if (closing.length === 0) return new Set();
  const documents: HistoryDocument[] = [];
  const breathe = createBreath();
  for (const { one, fresh } of closing) {
    await breathe();
    const day = dayNumber(one.day);
    const part = toPart(asClosed(fresh), new Date(day * DAY_MS));
    documents.push({ _id: idOf(one), d: day, c: [part] });
  }
  try {
    await driverCollection(history).insertMany(documents, { ordered: false });
    return new Set();
  } catch (error) {
    if (!isDuplicateKey(error) || !(error instanceof mongo.MongoBulkWriteError)) throw error;
    return new Set([error.writeErrors].flat().map(({ index }) => index));
  }
}

/** The hours go only as they were read. */
async function removeHours(
  history: Model<HistoryDocument>,
  closed: readonly Closing[],
): Promise<void> {
  const writes = closed.flatMap(({ hours }) =>
    hours.map(({ _id, c }) => ({ deleteOne: { filter: { _id, c } } })),
  );
  for (let at = 0; at < writes.length; at += REMOVED_AT_ONCE) {
    const some = writes.slice(at, at + REMOVED_AT_ONCE);
    await driverCollection(history).bulkWrite(some, { ordered: false });
  }
}
