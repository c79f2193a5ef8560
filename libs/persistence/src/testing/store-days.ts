import type { Check } from '@app/domain';
import { encodeTotals, hourFromChecks } from '@app/domain/history';
import { type DailyRecord, totalsOf } from '@app/domain/stats';
import { mongo, type Connection } from 'mongoose';
import { driverCollection } from '../common/driver-collection.ts';
import { modelsOf } from '../models.ts';
import { DAY_MS, dayId, dayNumber } from '../results/ids.ts';
import { toPart } from '../results/parts.ts';

/** A day of checks as it is stored, wherever in time it lies. */
export interface DayTemplate {
  readonly checks: number;
  readonly part: mongo.Binary;
  readonly totals: mongo.Binary;
}

/** What is stored of the checks of a day, and of its record. */
export function dayTemplate(
  day: Date,
  checks: readonly Check[],
  seconds: DailyRecord['seconds'],
): DayTemplate {
  const totals = { ...totalsOf(checks), seconds };
  return {
    checks: checks.length,
    part: toPart(hourFromChecks(checks), day),
    totals: new mongo.Binary(encodeTotals(totals)),
  };
}

/** Stores closed days of a target in one go, and their records: what would be written day by day otherwise. */
export async function storeDays(
  connection: Connection,
  days: readonly { targetId: string; day: Date; template: DayTemplate; isHeld: boolean }[],
): Promise<void> {
  const { history, daily } = modelsOf(connection);
  const held = days.filter(({ isHeld }) => isHeld);
  if (held.length > 0) {
    await driverCollection(history).insertMany(
      held.map(({ targetId, day, template }) => ({
        _id: dayId(targetId, dayNumber(day)),
        d: Math.floor(day.getTime() / DAY_MS),
        c: [template.part],
      })),
      { ordered: false },
    );
  }
  await driverCollection(daily).insertMany(
    days.map(({ targetId, day, template }) => ({
      _id: `${targetId}:${day.toISOString().slice(0, 10)}`,
      t: template.totals,
    })),
    { ordered: false },
  );
}
