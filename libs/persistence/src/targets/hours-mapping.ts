import type { HourTotals } from '@app/domain';
import { dayBefore, uptimeWith } from '@app/domain/stats';
import { present } from '../common/present.ts';

/** Totals of an hour as they are stored, 25 per target: zeros are left out. */
export interface HourDocument {
  h: Date;
  /** good */
  g?: number;
  /** failed */
  f?: number;
  /** inconclusive */
  i?: number;
  /** timed */
  t?: number;
  /** sum of milliseconds */
  s?: number;
  /** largest number of milliseconds */
  m?: number;
  /** marks */
  k?: string;
  /** good and failed of the day before */
  d?: [number, number];
}

export const toHourDocument = (totals: HourTotals): HourDocument =>
  present({
    h: totals.hour,
    g: totals.good || undefined,
    f: totals.failed || undefined,
    i: totals.inconclusive || undefined,
    t: totals.timed || undefined,
    s: totals.sumMs || undefined,
    m: totals.maxMs || undefined,
    k: totals.marks,
    d: totals.dayBefore && [totals.dayBefore.good, totals.dayBefore.failed],
  });

export const fromHourDocument = ({
  h,
  g = 0,
  f = 0,
  i = 0,
  t = 0,
  s = 0,
  m = 0,
  k,
  d,
}: HourDocument): HourTotals => ({
  hour: h,
  good: g,
  failed: f,
  inconclusive: i,
  timed: t,
  sumMs: s,
  maxMs: m,
  ...(k === undefined ? {} : { marks: k }),
  ...(d && { dayBefore: { good: d[0], failed: d[1] } }),
});

/** The running hour, which each check reads and writes, stands apart from those that have ended. */
export interface HourDocuments {
  hour?: HourDocument | null;
  hours: HourDocument[];
}

export function toHourDocuments(hours: readonly HourTotals[]): HourDocuments {
  const running = hours.at(-1);
  return {
    hour: running ? toHourDocument(running) : null,
    hours: hours.slice(0, -1).map(toHourDocument),
  };
}

/** What the list is sorted by: uptime in percent, and more than any where nothing was measured yet. */
const NO_UPTIME = 101;

/** The key of the list that follows from the running hour. */
export const uptimeKey = (running: HourTotals | null): number =>
  (running && uptimeWith(running)) ?? NO_UPTIME;

/** The same from all hours, oldest first. */
export function uptimeKeyOf(hours: readonly HourTotals[]): number {
  const running = hours.at(-1);
  return running
    ? uptimeKey({ ...running, dayBefore: dayBefore(hours.slice(0, -1), running.hour) })
    : NO_UPTIME;
}

export const fromHourDocuments = ({ hour, hours }: HourDocuments): HourTotals[] =>
  [...hours, ...(hour ? [hour] : [])].map((document) => {
    const { dayBefore: _, ...totals } = fromHourDocument(document);
    return totals;
  });
