import { type TargetRecord, timeFacts } from '@app/domain';
import { hourFromChecks, recordOfDay } from '@app/domain/history';
import { fullerRecord } from '@app/domain/stats';
import { addDays, type Day, dayOf, wholeDay } from '@app/domain/days';
import { createBreath } from '../breath.ts';
import type { AlertStore } from '../ports/alerts.ts';
import type { DayOfTarget } from '../ports/daily.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';
import type { TargetStore } from '../ports/targets.ts';

export interface RollUpPorts extends Pick<Ports, 'daily' | 'now'> {
  targets: Pick<TargetStore, 'get'>;
  results: Pick<ResultStore, 'hours'>;
  alerts: Pick<AlertStore, 'outages'>;
}

/** Days of a time zone from one to another, both included. */
export interface DayRange {
  first: string;
  last: string;
  zone: string;
}

/** Checks are kept for as long at least (`RetentionSettings`): days that are younger are known as a whole. */
const SURELY_KEPT_MS = 8 * 86_400_000;

/**
 * Counts the records of a target's days from all that is known of them, in place of those that there are: checks that
 * came late are in them, and none counts twice. Of a day of which a record knows more than is left, that record stays.
 * Days before the target are left out; nothing of a target that is gone.
 */
export async function rollUp(ports: RollUpPorts, targetId: string, range: DayRange): Promise<void> {
  const target = await ports.targets.get(targetId);
  if (!target) return;
  const days = daysOf(range).filter(({ to }) => to > target.createdAt);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return;
  const outages = await ports.alerts.outages(targetId, { from: first.from, to: last.to });
  const down = outages.map(({ id, since: from, endedAt }) => ({ alertId: id, from, to: endedAt }));
  const time = timeFacts(target, down, ports.now());
  const carried = hourFromChecks(target.recent);
  const isOld = ports.now().getTime() - first.from.getTime() > SURELY_KEPT_MS;
  const known = isOld ? await ports.daily.range(targetId, first.day, last.day) : [];
  const records: DayOfTarget[] = [];
  const breathe = createBreath();
  for (const day of days) {
    const hours = [carried];
    for await (const hour of hoursOf(ports, target, day)) hours.push(hour);
    const record = recordOfDay(day, range.zone, { hours, time });
    const before = known.find((one) => one.day === day.day);
    records.push({ targetId, record: fullerRecord(before, record) });
    await breathe();
  }
  await ports.daily.put(records);
}

const hoursOf = (
  { results }: Pick<RollUpPorts, 'results'>,
  { id }: Pick<TargetRecord, 'id'>,
  { from, to }: Day,
) => results.hours(id, from, to);

function daysOf({ first, last, zone }: DayRange): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(wholeDay(day, zone));
  // A day that a zone has skipped is none.
  return days.filter(({ from, to }) => from < to);
}

/** The days of a zone that a day (UTC) is part of and of which every check is kept; null for none. */
export function daysAround(start: Date, zone: string, keptFrom: Date): DayRange | null {
  const last = dayOf(new Date(start.getTime() + DAY_MS - 1), zone);
  let first = dayOf(start, zone);
  while (first <= last && wholeDay(first, zone).from < keptFrom) first = addDays(first, 1);
  return first <= last ? { first, last, zone } : null;
}

/** The start of the first day (UTC) that cannot be counted yet: a day of the zone that it is part of goes on at an instant. */
export function countableBefore(at: Date, zone: string): Date {
  let end = Math.floor(at.getTime() / DAY_MS) * DAY_MS;
  while (wholeDay(dayOf(new Date(end - 1), zone), zone).to > at) end -= DAY_MS;
  return new Date(end);
}

const DAY_MS = 86_400_000;
