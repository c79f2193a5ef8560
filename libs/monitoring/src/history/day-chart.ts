import type { ChartPoint, TargetRecord } from '@app/domain';
import { type Day, daysWithin, wholeDay } from '@app/domain/days';
import { hourFromChecks, recordOfDay } from '@app/domain/history';
import { dayPoint, type DayOfChart, daysPerPoint, type Totals } from '@app/domain/stats';
import { createBreath } from '../breath.ts';
import type { Ports } from '../ports/index.ts';

/** Checks alone are wanted. */
const NO_FACTS = { watchedFrom: new Date(0), down: [], gaps: [], paused: [] };

/**
 * A chart of the days of a target that touch some time, from their records; those that have none yet are counted from
 * their checks.
 */
export async function chartOfDays(
  { daily, results }: Pick<Ports, 'daily' | 'results'>,
  target: Pick<TargetRecord, 'id' | 'recent'>,
  { from, to, zone }: { from: Date; to: Date; zone: string },
): Promise<{ points: ChartPoint[]; bucketSeconds: number }> {
  const days = daysWithin(from, to, zone).map(({ day }) => wholeDay(day, zone));
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const records = await daily.range(target.id, first, last);
  const known = new Map(records.map((record) => [record.day, record]));
  const carried = hourFromChecks(target.recent);
  const width = daysPerPoint(days.length);
  const points: ChartPoint[] = [];
  const breathe = createBreath();
  for (let at = 0; at < days.length; at += width) {
    const shown: DayOfChart[] = [];
    for (const day of days.slice(at, at + width)) {
      await breathe();
      shown.push({ from: day.from, totals: known.get(day.day) ?? (await countDay(day)) });
    }
    points.push(dayPoint(shown));
  }
  return { points, bucketSeconds: width * 86_400 };

  async function countDay(day: Day): Promise<Totals> {
    const hours = [carried];
    for await (const hour of results.hours(target.id, day.from, day.to)) hours.push(hour);
    const soFar = { ...day, to: day.to < to ? day.to : to };
    return recordOfDay(soFar, zone, { hours, time: NO_FACTS });
  }
}
