import type { TargetRecord } from '@app/domain';
import {
  type CheckCounts,
  type DailyRecord,
  mergeOutages,
  mergeSeconds,
  NO_SECONDS,
  mergeTotals,
  outageFigures,
  outagesIn,
  type OutageSeconds,
  secondsOf,
  type StateSeconds,
  type TimeFacts,
  timelineOf,
  TotalsBuilder,
  type WindowStats,
  windowStats,
} from '@app/domain/stats';
import type { Day } from '@app/domain/days';
import { createBreath } from '../breath.ts';
import type { Ports } from '../ports/index.ts';
import { samplesWithin, type SlottedSample } from './samples-within.ts';

const HOUR_MS = 3_600_000;

interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** The record of a whole day, with the instants at which the day begins and ends. */
export type RecordedDay = Pick<Day, 'from' | 'to'> & { readonly record: DailyRecord };

/** A window whose numbers are wanted, and the records of days within it that need not be counted again. */
export interface Window extends Range {
  readonly days: readonly RecordedDay[];
}

/** What the numbers of a target follow from. */
export interface Sources {
  readonly target: Pick<TargetRecord, 'id' | 'recent'>;
  readonly facts: TimeFacts;
  /** Since when single checks are kept, a whole second. */
  readonly heldSince: Date;
}

/** The numbers of a window, and the checks that they were counted from. */
export interface SummedWindow {
  readonly stats: WindowStats;
  readonly counts: CheckCounts;
}

/** Sums up one window: records of days, and single checks of the time between them. */
class WindowSum {
  readonly #window: Window;
  readonly #builder = new TotalsBuilder();
  #confirmations = 0;
  #manual = 0;
  /** What no record tells of, oldest first. */
  readonly ranges: readonly Range[];

  constructor(window: Window) {
    this.#window = window;
    this.ranges = between(window);
  }

  /** Whether any of it is to be counted from checks of `[from, to)`, in milliseconds since 1970. */
  touches(from: number, to: number): boolean {
    return this.ranges.some((range) => range.from.getTime() < to && range.to.getTime() > from);
  }

  add(sample: SlottedSample): void {
    const { slot, origin } = sample;
    if (!this.ranges.some(({ from, to }) => slot >= from.getTime() && slot < to.getTime())) return;
    this.#builder.add(sample);
    if (origin === 'confirmation') this.#confirmations++;
    if (origin === 'manual') this.#manual++;
  }

  summed({ facts, heldSince }: Sources): SummedWindow {
    const { days } = this.#window;
    const records = days.map(({ record }) => record);
    const counted = this.#builder.totals();
    const seconds = this.ranges.map((range) => secondsIn(range, facts, heldSince));
    const isExact = records.length === 0;
    const totals = isExact ? counted : mergeTotals([...records, counted]);
    return {
      stats: windowStats({
        totals,
        seconds: mergeSeconds([...records.map((record) => record.seconds), ...seconds]),
        outages: outageFigures(this.#outages(facts)),
        times: isExact ? this.#builder.times() : null,
      }),
      counts: {
        ...totals.checks,
        confirmations: isExact ? this.#confirmations : null,
        manual: isExact ? this.#manual : null,
      },
    };
  }

  /** Records of days know them for longer than there are alerts. */
  #outages(facts: TimeFacts): OutageSeconds[] {
    const ofDays = this.#window.days.flatMap(
      ({ record, from, to }) => record.outages ?? outagesIn(timelineOf(facts, from, to)),
    );
    const between = this.ranges.flatMap(({ from, to }) => outagesIn(timelineOf(facts, from, to)));
    return mergeOutages([...ofDays, ...between]);
  }
}

/** The seconds of each state. Of a time whose checks are gone nobody knows what they found. */
function secondsIn({ from, to }: Range, facts: TimeFacts, heldSince: Date): StateSeconds {
  const start = from > heldSince ? from : heldSince;
  const gone = (Math.min(start.getTime(), to.getTime()) - from.getTime()) / 1_000;
  return mergeSeconds([
    { ...NO_SECONDS, unknown: Math.round(gone) },
    secondsOf(timelineOf(facts, start, to)),
  ]);
}

/** What of a window lies between its recorded days. */
function between({ from, to, days }: Window): Range[] {
  const ranges: Range[] = [];
  let start = from;
  for (const day of days) {
    if (day.from > start) ranges.push({ from: start, to: day.from });
    start = day.to;
  }
  if (start < to) ranges.push({ from: start, to });
  return ranges;
}

/** Joins ranges that overlap or touch, so that no check is read twice. */
function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges.toSorted((a, b) => +a.from - +b.from)) {
    const last = all.at(-1);
    if (!last || range.from > last.to) all.push(range);
    else if (range.to > last.to) all.splice(-1, 1, { from: last.from, to: range.to });
  }
  return all;
}

/**
 * Returns the numbers of some windows of a target, in their order. Every stored check is read once, whatever the number
 * of windows that it is in.
 */
export async function sumWindows(
  ports: Pick<Ports, 'results'>,
  sources: Sources,
  windows: readonly Window[],
): Promise<SummedWindow[]> {
  const sums = windows.map((window) => new WindowSum(window));
  const breathe = createBreath();
  for (const range of joined(sums.flatMap(({ ranges }) => ranges))) {
    let hour = Number.NaN;
    let near: WindowSum[] = [];
    for await (const sample of samplesWithin(ports, sources.target, range)) {
      const own = Math.floor(sample.slot / HOUR_MS);
      if (own !== hour) {
        hour = own;
        // A check is shown to the windows of its hour alone: there may be one for each day of many years.
        near = sums.filter((sum) => sum.touches(hour * HOUR_MS, (hour + 1) * HOUR_MS));
        await breathe();
      }
      for (const sum of near) sum.add(sample);
    }
  }
  return sums.map((sum) => sum.summed(sources));
}
