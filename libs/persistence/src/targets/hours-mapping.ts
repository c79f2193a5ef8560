import type { HourTotals } from '@app/domain';
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
}: HourDocument): HourTotals => ({
  hour: h,
  good: g,
  failed: f,
  inconclusive: i,
  timed: t,
  sumMs: s,
  maxMs: m,
  ...(k === undefined ? {} : { marks: k }),
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

export const fromHourDocuments = ({ hour, hours }: HourDocuments): HourTotals[] =>
  [...hours, ...(hour ? [hour] : [])].map(fromHourDocument);
