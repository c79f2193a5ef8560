import { type HourOfChecks, joinHours } from '@app/domain/history';
import type { TargetDay } from '@app/monitoring';
import type { Model, mongo } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { isDuplicateKey } from '../common/duplicate-key.ts';
import { asClosed, evidenceWrite } from './closed-form.ts';
import { DAY_MS, dayId, dayNumber, hourNumber, idsOfDays, placeOf } from './ids.ts';
import type { EvidenceDocument, HistoryDocument } from './model.ts';
import { fromParts, isReadable, toPart } from './parts.ts';

export interface CloseModels {
  history: Model<HistoryDocument>;
  evidence: Model<EvidenceDocument>;
}

/** Days of targets that still are in hours which ended before an instant, those of the oldest hours first. */
export async function openDays(
  history: Model<HistoryDocument>,
  before: Date,
  { limit, except }: { limit: number; except: readonly TargetDay[] },
): Promise<TargetDay[]> {
  const apart = new Set(except.map(({ targetId, day }) => dayId(targetId, dayNumber(day))));
  const hours = await driverCollection(history)
    .find({ h: { $lt: hourNumber(before) } }, { projection: { _id: 1 } })
    .sort({ h: 1 })
    .limit(limit + apart.size * HOURS_OF_DAY)
    .toArray();
  const days = hours.map(({ _id }) => placeOf(_id));
  const unique = new Map(
    days.map(({ targetId, day }) => [dayId(targetId, day), { targetId, day }]),
  );
  for (const id of apart) unique.delete(id);
  return [...unique.values()]
    .slice(0, limit)
    .map(({ targetId, day }) => ({ targetId, day: startOf(day) }));
}

const HOURS_OF_DAY = 24;

/**
 * Makes the hours of a target's day one document, and sets the evidence of failures apart. Each step is safe to repeat
 * and to break off: evidence first, then the day, then the hours go, and only as they were read. Hours that come later
 * are added in the same way.
 */
export async function closeDay(models: CloseModels, targetId: string, day: number): Promise<void> {
  const history = driverCollection(models.history);
  for (;;) {
    const ids = idsOfDays(targetId, { first: day, last: day });
    const found = await history.find({ _id: ids }).sort({ _id: 1 }).toArray();
    const [hours, others] = inTwo(
      found.filter(({ h }) => h !== undefined),
      isReadable,
    );
    await leaveAsTheyAre(history, others, day);
    if (hours.length === 0) return;
    const whole = found.find(({ _id }) => _id === dayId(targetId, day));
    if (whole && !isReadable(whole)) {
      await leaveAsTheyAre(history, hours, day);
      return;
    }
    const fresh = joinHours(hours.map(fromParts));
    await keepEvidence(models.evidence, targetId, { day, fresh });
    const kept = joinHours([...(whole ? [fromParts(whole)] : []), asClosed(fresh)]);
    const part = toPart(kept, startOf(day));
    const isKept = whole
      ? await replace(history, whole, part)
      : await insert(history, { _id: dayId(targetId, day), d: day, c: [part] });
    if (!isKept) continue;
    await history.bulkWrite(
      hours.map(({ _id, c }) => ({ deleteOne: { filter: { _id, c } } })),
      { ordered: false },
    );
    return;
  }
}

/** Hours that do not become part of their day, since not all can be read here: they end with it. */
async function leaveAsTheyAre(
  history: History,
  hours: readonly HistoryDocument[],
  day: number,
): Promise<void> {
  if (hours.length === 0) return;
  const ids = hours.map(({ _id }) => _id);
  await history.updateMany({ _id: { $in: ids } }, { $unset: { h: 1 }, $set: { d: day } });
}

function inTwo<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

const startOf = (day: number): Date => new Date(day * DAY_MS);

async function keepEvidence(
  evidence: Model<EvidenceDocument>,
  targetId: string,
  fresh: { day: number; fresh: HourOfChecks },
): Promise<void> {
  const write = evidenceWrite(targetId, fresh);
  if (!write) return;
  await driverCollection(evidence).updateOne(write.filter, write.update, { upsert: true });
}

type History = mongo.Collection<HistoryDocument>;

async function replace(history: History, seen: HistoryDocument, part: mongo.Binary) {
  const { matchedCount } = await history.updateOne(
    { _id: seen._id, c: seen.c },
    { $set: { c: [part] } },
  );
  return matchedCount === 1;
}

async function insert(history: History, document: HistoryDocument): Promise<boolean> {
  try {
    await history.insertOne(document);
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}
