import { type TargetRecord, timeFacts } from '@app/domain';
import { type HourOfChecks, hourFromChecks, recordOfDay } from '@app/domain/history';
import { fullerRecord, type TimeFacts } from '@app/domain/stats';
import { addDays, type Day, dayOf, wholeDay } from '@app/domain/days';
import { createBreath } from '../breath.ts';
import type { AlertStore } from '../ports/alerts.ts';
import type { DailyStore, DayOfTarget } from '../ports/daily.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';
import type { TargetStore } from '../ports/targets.ts';

export interface RollUpPorts extends Pick<Ports, 'now'> {
  daily: Pick<DailyStore, 'range' | 'put'>;
  targets: Pick<TargetStore, 'getMany'>;
  results: Pick<ResultStore, 'hours' | 'hoursOfMany'>;
  alerts: Pick<AlertStore, 'outagesOf'>;
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
  const [watched] = await watchedOn(ports, [targetId], daysOf(range));
  const [first, last] = [watched?.days[0], watched?.days.at(-1)];
  if (!watched || !first || !last) return;
  const carried = hourFromChecks(watched.target.recent);
  const known = isOld(first, ports.now())
    ? await ports.daily.range(targetId, first.day, last.day)
    : [];
  const records: DayOfTarget[] = [];
  const breathe = createBreath();
  for (const day of watched.days) {
    const hours = [carried];
    for await (const hour of ports.results.hours(targetId, day.from, day.to)) hours.push(hour);
    const record = recordOfDay(day, range.zone, { hours, time: watched.time });
    const before = known.find((one) => one.day === day.day);
    records.push({ targetId, record: fullerRecord(before, record) });
    await breathe();
  }
  await ports.daily.put(records);
}

/**
 * Counts the records of some days of several targets with few questions. Returns false, and counts none, where they have
 * to be counted target by target: where records may know more than is left of their days, and while results of older
 * versions are stored.
 */
export async function rollUpMany(
  ports: RollUpPorts,
  targetIds: readonly string[],
  range: DayRange,
): Promise<boolean> {
  const days = daysOf(range);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return true;
  if (isOld(first, ports.now())) return false;
  // What targets carry is read first: checks that move meanwhile are in both, not in neither.
  const watched = await watchedOn(ports, targetIds, days);
  const stored = await ports.results.hoursOfMany(targetIds, first.from, last.to);
  if (!stored) return false;
  const records: DayOfTarget[] = [];
  const breathe = createBreath();
  for (const { target, time, days: own } of watched) {
    const hours: HourOfChecks[] = [hourFromChecks(target.recent)];
    const ofTarget = stored.get(target.id);
    if (ofTarget) hours.push(ofTarget);
    for (const day of own) {
      const record = recordOfDay(day, range.zone, { hours, time });
      records.push({ targetId: target.id, record });
    }
    await breathe();
  }
  await ports.daily.put(records);
  return true;
}

interface Watched {
  target: TargetRecord;
  time: TimeFacts;
  /** Those that it was there for. */
  days: Day[];
}

/** Those of some targets that are there, with what is known of their time on some days. */
async function watchedOn(
  ports: Pick<RollUpPorts, 'targets' | 'alerts' | 'now'>,
  targetIds: readonly string[],
  days: readonly Day[],
): Promise<Watched[]> {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const targets = await ports.targets.getMany(targetIds);
  const outages = await ports.alerts.outagesOf(targetIds, { from: first.from, to: last.to });
  return targets.map((target) => {
    const own = outages.filter(({ targetId }) => targetId === target.id);
    const down = own.map(({ id, since, endedAt }) => ({ alertId: id, from: since, to: endedAt }));
    return {
      target,
      time: timeFacts(target, down, ports.now()),
      days: days.filter(({ to }) => to > target.createdAt),
    };
  });
}

const isOld = ({ from }: Day, now: Date): boolean =>
  now.getTime() - from.getTime() > SURELY_KEPT_MS;

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
