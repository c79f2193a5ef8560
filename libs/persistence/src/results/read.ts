import { type Check } from '@app/domain';
import {
  checksOfHour,
  cutHour,
  type HourOfChecks,
  hourFromChecks,
  joinHours,
} from '@app/domain/history';
import type { Model, mongo } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { fromCheckDocument } from './check-mapping.ts';
import { DAY_MS, dayId, dayNumber, HOUR_MS, idsOfDays, oldBucketId, placeOf } from './ids.ts';
import type { BucketDocument, EvidenceDocument, HistoryDocument } from './model.ts';
import { fromEvidenceParts, fromParts, mayHaveEvidence } from './parts.ts';

/** What is read: days and hours, the evidence that days leave out, and what older versions have stored. */
export interface ResultModels {
  history: Model<HistoryDocument>;
  evidence: Model<EvidenceDocument>;
  results: Model<BucketDocument>;
}

/** Documents that a server sends at once: a day of a target that is checked every 20 s has 40 kB. */
const DOCUMENTS_HELD = 24;

/** A day of checks of one target, or what was asked of it. */
export interface DayOfChecks {
  day: number;
  hour: HourOfChecks;
}

interface Range {
  from: Date;
  to: Date;
}

/** The checks of a target with `from <= slot < to`, day by day: one day is held at a time. */
export async function* daysOf(
  { history, results }: Pick<ResultModels, 'history' | 'results'>,
  targetId: string,
  { from, to, readPreference }: Range & Pick<mongo.FindOptions, 'readPreference'>,
): AsyncGenerator<DayOfChecks> {
  if (from >= to) return;
  const days = { first: dayNumber(from), last: dayNumber(to.getTime() - 1) };
  const options = { batchSize: DOCUMENTS_HELD, ...(readPreference && { readPreference }) };
  const kept = driverCollection(history)
    .find({ _id: idsOfDays(targetId, days) }, options)
    .sort({ _id: 1 });
  const older = driverCollection(results)
    .find({ _id: { $gte: oldBucketId(targetId, from), $lte: oldBucketId(targetId, to) } }, options)
    .sort({ _id: 1 });
  const pieces = inDays(
    byDay(kept, ({ _id }) => placeOf(_id).day, fromParts),
    byDay(older, ({ lastSlot }) => dayNumber(lastSlot), fromOldBucket),
  );
  for await (const { day, hour } of pieces) {
    const cut = cutHour(hour, from.getTime(), to.getTime());
    if (cut.slots.length > 0) yield { day, hour: cut };
  }
}

const fromOldBucket = ({ checks }: Pick<BucketDocument, 'checks'>): HourOfChecks =>
  hourFromChecks(checks.map(fromCheckDocument));

/** Documents in the order of their days, those of one day as one. */
async function* byDay<T>(
  documents: AsyncIterable<T>,
  dayOf: (document: T) => number,
  read: (document: T) => HourOfChecks,
): AsyncGenerator<DayOfChecks> {
  let day = Number.NaN;
  let parts: HourOfChecks[] = [];
  for await (const document of documents) {
    const own = dayOf(document);
    if (own !== day && parts.length > 0) {
      yield { day, hour: joinHours(parts) };
      parts = [];
    }
    day = own;
    parts.push(read(document));
  }
  if (parts.length > 0) yield { day, hour: joinHours(parts) };
}

/** Two lists of days as one. */
async function* inDays(
  ones: AsyncGenerator<DayOfChecks>,
  others: AsyncGenerator<DayOfChecks>,
): AsyncGenerator<DayOfChecks> {
  try {
    let [one, other] = [await ones.next(), await others.next()];
    while (!one.done || !other.done) {
      const dayOfOne = one.done ? Infinity : one.value.day;
      const dayOfOther = other.done ? Infinity : other.value.day;
      const day = Math.min(dayOfOne, dayOfOther);
      const parts: HourOfChecks[] = [];
      if (!one.done && dayOfOne === day) {
        parts.push(one.value.hour);
        one = await ones.next();
      }
      if (!other.done && dayOfOther === day) {
        parts.push(other.value.hour);
        other = await others.next();
      }
      yield { day, hour: joinHours(parts) };
    }
  } finally {
    // Who stops reading half-way leaves no cursor open.
    await Promise.all([ones.return(undefined), others.return(undefined)]);
  }
}

/** The checks of a day in pieces of an hour. */
export function* hoursOfDay({ day, hour }: DayOfChecks): Generator<HourOfChecks> {
  for (let start = day * DAY_MS; start < (day + 1) * DAY_MS; start += HOUR_MS) {
    const piece = cutHour(hour, start, start + HOUR_MS);
    if (piece.slots.length > 0) yield piece;
  }
}

/** Checks of a day with the evidence that is kept apart. */
export async function withEvidence(
  evidence: Model<EvidenceDocument>,
  targetId: string,
  { day, hour }: DayOfChecks,
): Promise<Check[]> {
  const checks = checksOfHour(hour);
  if (!hour.traits.some(mayHaveEvidence)) return checks;
  const found = await driverCollection(evidence).findOne({ _id: dayId(targetId, day) });
  if (!found) return checks;
  const told = new Map(
    checksOfHour(fromEvidenceParts(found)).map((check) => [check.slot.getTime(), check]),
  );
  return checks.map((check) => {
    const one = told.get(check.slot.getTime());
    return one && isSameCheck(one, check) ? one : check;
  });
}

/** Whether evidence is of a check: another one may have taken its slot since. */
const isSameCheck = (a: Check, b: Check): boolean =>
  a.at.getTime() === b.at.getTime() && a.outcome === b.outcome && a.origin === b.origin;
