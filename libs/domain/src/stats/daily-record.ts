import type { CheckOutcome, Phases } from '../check/schema.ts';
import { type Histogram, histogramOf, mergeHistograms } from './histogram.ts';
import { isCounted, isGood, type Sample } from './sample.ts';
import { mergeSeconds, NO_SECONDS, type StateSeconds } from './state-seconds.ts';
import type { OutageSeconds } from './timeline.ts';

/** Times that were measured. */
export interface TimeSum {
  readonly count: number;
  /** In whole microseconds, so that parts add up to the same sum in any order. */
  readonly sumUs: number;
}

export interface LatencySum extends TimeSum {
  /** Null without times. */
  readonly minMs: number | null;
  readonly maxMs: number | null;
}

/** Sums over the scheduled checks and the seconds of some time. Those of its parts add up to those of the whole. */
export interface Totals {
  /** Scheduled checks by what they found. */
  readonly checks: Readonly<Record<CheckOutcome, number>>;
  readonly seconds: StateSeconds;
  /** Seconds of announced maintenance. They belong to one of the states as well. */
  readonly maintenanceSeconds: number;
  /** Of good scheduled checks. */
  readonly latency: LatencySum;
  readonly phases: Readonly<Record<keyof Phases, TimeSum>>;
  readonly histogram: Histogram;
}

/** The totals of one target and day of the installation's time zone. */
export interface DailyRecord extends Totals {
  /** `2026-03-29`. */
  readonly day: string;
  /** Name of the time zone (IANA) that the day is one of. */
  readonly zone: string;
  /**
   * Its outages, which outlive their alerts here. Absent where there were none, and in records of older versions: alerts
   * tell.
   */
  readonly outages?: readonly OutageSeconds[];
}

const NO_TIMES: TimeSum = { count: 0, sumUs: 0 };

/** Totals of no time at all. */
export const NO_TOTALS: Totals = {
  checks: { ok: 0, slow: 0, failed: 0, inconclusive: 0 },
  seconds: NO_SECONDS,
  maintenanceSeconds: 0,
  latency: { ...NO_TIMES, minMs: null, maxMs: null },
  phases: {
    dnsMs: NO_TIMES,
    connectMs: NO_TIMES,
    tlsMs: NO_TIMES,
    firstByteMs: NO_TIMES,
    transferMs: NO_TIMES,
  },
  histogram: new Map(),
};

/** Returns the record of a day of which nothing is known yet. */
export const emptyDay = (day: string, zone: string): DailyRecord => ({ ...NO_TOTALS, day, zone });

/** Returns the totals of several stretches of time that do not overlap. */
export const mergeTotals = (parts: readonly Totals[]): Totals => ({
  checks: {
    ok: sumOf(parts, ({ checks }) => checks.ok),
    slow: sumOf(parts, ({ checks }) => checks.slow),
    failed: sumOf(parts, ({ checks }) => checks.failed),
    inconclusive: sumOf(parts, ({ checks }) => checks.inconclusive),
  },
  seconds: mergeSeconds(parts.map(({ seconds }) => seconds)),
  maintenanceSeconds: sumOf(parts, ({ maintenanceSeconds }) => maintenanceSeconds),
  latency: {
    ...mergeTimes(parts.map(({ latency }) => latency)),
    minMs: furthest(
      Math.min,
      parts.map(({ latency }) => latency.minMs),
    ),
    maxMs: furthest(
      Math.max,
      parts.map(({ latency }) => latency.maxMs),
    ),
  },
  phases: mapPhases((phase) => mergeTimes(parts.map(({ phases }) => phases[phase]))),
  histogram: mergeHistograms(parts.map(({ histogram }) => histogram)),
});

/**
 * Of two records of one day, the one that knows of more checks; of two that know of as many, the later one. No check is
 * ever taken back: where fewer are found, some are no longer kept.
 *
 * @param known the one that there is; one of another time zone is another day's
 */
export const fullerRecord = (known: DailyRecord | undefined, counted: DailyRecord): DailyRecord =>
  known?.zone === counted.zone && numberOf(known) > numberOf(counted) ? known : counted;

const numberOf = ({ checks }: Totals): number =>
  checks.ok + checks.slow + checks.failed + checks.inconclusive;

/** Returns the record of a day from those of its parts; day and zone are those of the first. */
export const mergeDays = (first: DailyRecord, ...others: readonly Totals[]): DailyRecord => ({
  ...mergeTotals([first, ...others]),
  day: first.day,
  zone: first.zone,
});

const mergeTimes = (parts: readonly TimeSum[]): TimeSum => ({
  count: sumOf(parts, ({ count }) => count),
  sumUs: sumOf(parts, ({ sumUs }) => sumUs),
});

const sumOf = <T>(parts: readonly T[], valueOf: (part: T) => number): number =>
  parts.reduce((sum, part) => sum + valueOf(part), 0);

const furthest = (
  pick: (a: number, b: number) => number,
  values: readonly (number | null)[],
): number | null =>
  values.reduce((a, b) => (a === null || b === null ? (a ?? b) : pick(a, b)), null);

const PHASES = ['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs', 'transferMs'] as const;

const mapPhases = <T>(valueOf: (phase: keyof Phases) => T): Record<keyof Phases, T> => ({
  dnsMs: valueOf('dnsMs'),
  connectMs: valueOf('connectMs'),
  tlsMs: valueOf('tlsMs'),
  firstByteMs: valueOf('firstByteMs'),
  transferMs: valueOf('transferMs'),
});

const US_PER_MS = 1_000;
const inUs = (ms: number): number => Math.round(ms * US_PER_MS);

/** Returns the mean of times in milliseconds; null without times. */
export const meanMs = ({ count, sumUs }: TimeSum): number | null =>
  count === 0 ? null : sumUs / count / US_PER_MS;

/** Adds up checks one by one, in any order. A check that is given twice counts twice. */
export class TotalsBuilder {
  readonly #checks = { ...NO_TOTALS.checks };
  readonly #phases = mapPhases(() => ({ count: 0, sumUs: 0 }));
  readonly #times: number[] = [];

  /** Adds a check; one that does not count changes nothing. */
  add(sample: Omit<Sample, 'slot'>): void {
    if (!isCounted(sample)) return;
    this.#checks[sample.outcome]++;
    if (!isGood(sample)) return;
    if (sample.latencyMs !== null) this.#times.push(sample.latencyMs);
    for (const phase of PHASES) {
      const ms = sample.phases[phase];
      if (ms === null) continue;
      const sum = this.#phases[phase];
      sum.count++;
      sum.sumUs += inUs(ms);
    }
  }

  /** Returns the response times of good checks in milliseconds, ascending. */
  times(): Float64Array {
    return Float64Array.from(this.#times).sort();
  }

  /** Returns the totals so far. They hold no seconds, which do not follow from checks. */
  totals(): Totals {
    const times = this.times();
    return {
      ...NO_TOTALS,
      checks: { ...this.#checks },
      phases: mapPhases((phase) => ({ ...this.#phases[phase] })),
      latency: {
        count: times.length,
        sumUs: times.reduce((sum, ms) => sum + inUs(ms), 0),
        minMs: times.at(0) ?? null,
        maxMs: times.at(-1) ?? null,
      },
      histogram: histogramOf(times),
    };
  }
}

/** Returns the totals of checks that came in any order and perhaps more than once: a slot counts once. */
export function totalsOf(samples: Iterable<Sample>): Totals {
  const builder = new TotalsBuilder();
  const seen = new Set<number>();
  for (const sample of samples) {
    const slot = sample.slot.getTime();
    if (!seen.has(slot)) builder.add(sample);
    seen.add(slot);
  }
  return builder.totals();
}
