import type { Check } from '@app/domain';
import type { ResultStore } from '@app/monitoring';
import { driverCollection } from '../common/driver-collection.ts';
import type { StoreOptions } from '../common/options.ts';
import { removeSome } from '../common/remove-some.ts';
import { adoptBuckets } from './adopt.ts';
import { appendChecks } from './append.ts';
import {
  DAY_MS,
  dayNumber,
  hourNumber,
  idsOfDays,
  idsOfTarget,
  oldBucketId,
  placeOf,
} from './ids.ts';
import { daysOf, hoursOfDay, type ResultModels, withEvidence } from './read.ts';
import { closeDay, openDays } from './close-day.ts';
import { closeDays } from './close-days.ts';
import { hoursOfMany } from './read-many.ts';
import { checksOfDay, oldestDay, removeClosed } from './closed-days.ts';

export const createResultStore = (
  models: ResultModels,
  { listReadPreference: readPreference }: Pick<StoreOptions, 'listReadPreference'>,
): ResultStore => ({
  append: (carried) => appendChecks(models.history, carried),

  async *hours(targetId, from, to) {
    const range = { from, to, readPreference };
    for await (const day of daysOf(models, targetId, range)) yield* hoursOfDay(day);
  },

  hoursOfMany: (targetIds, from, to) => hoursOfMany(models, targetIds, { from, to }),

  async *range(targetId, from, to) {
    for await (const day of daysOf(models, targetId, { from, to, readPreference })) {
      const checks = await withEvidence(models.evidence, targetId, day);
      const byHour = Map.groupBy(checks, ({ slot }) => hourNumber(slot));
      yield* byHour.values();
    }
  },

  async newest(targetId, limit, upTo) {
    const found: Check[] = [];
    let day = await lastDay(models, targetId, dayNumber(upTo));
    while (day !== null && found.length < limit) {
      const from = new Date(day * DAY_MS);
      const to = new Date(Math.min((day + 1) * DAY_MS, upTo.getTime() + 1));
      for await (const one of daysOf(models, targetId, { from, to })) {
        found.push(...(await withEvidence(models.evidence, targetId, one)).reverse());
      }
      day = await lastDay(models, targetId, day - 1);
    }
    return found.slice(0, limit);
  },

  openDays: (before, limit, except = []) => openDays(models.history, before, { limit, except }),
  closeDays: (days) => closeDays(models, days),
  closeDay: ({ targetId, day }) => closeDay(models, targetId, dayNumber(day)),
  adoptOld: (limit) => adoptBuckets(models, limit),

  oldestDay: (before, except = []) => oldestDay(models.history, before, except),
  checksOfDay: (day) => checksOfDay(models, day),
  removeClosed: (versions) => removeClosed(models.history, versions),
  removeDays: (before, limit) =>
    removeSome(
      driverCollection(models.history),
      { d: { $lt: dayNumber(before) } },
      { sort: { d: 1 }, limit },
    ),
  removeEvidence: (before, limit) =>
    removeSome(
      driverCollection(models.evidence),
      { d: { $lt: dayNumber(before) } },
      { sort: { d: 1 }, limit },
    ),

  async eraseTarget(targetId) {
    const ids = { _id: idsOfTarget(targetId) };
    await driverCollection(models.history).deleteMany(ids);
    await driverCollection(models.evidence).deleteMany(ids);
    await driverCollection(models.results).deleteMany(ids);
  },
});

/** The last day up to a given one of which checks of a target are kept; null when there is none. */
async function lastDay(
  { history, results }: Pick<ResultModels, 'history' | 'results'>,
  targetId: string,
  last: number,
): Promise<number | null> {
  const [kept, older] = await Promise.all([
    driverCollection(history).findOne(
      {
        _id: { $gt: idsOfTarget(targetId).$gt, $lte: idsOfDays(targetId, { first: 0, last }).$lte },
      },
      { sort: { _id: -1 }, projection: { _id: 1 } },
    ),
    driverCollection(results).findOne(
      {
        _id: {
          $gt: idsOfTarget(targetId).$gt,
          $lt: oldBucketId(targetId, new Date((last + 1) * DAY_MS)),
        },
      },
      { sort: { _id: -1 }, projection: { lastSlot: 1 } },
    ),
  ]);
  const days = [
    ...(kept ? [placeOf(kept._id).day] : []),
    ...(older ? [dayNumber(older.lastSlot)] : []),
  ];
  return days.length > 0 ? Math.max(...days) : null;
}
