import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckOrigin, CheckOutcome, NO_PHASES } from '../check/schema.ts';
import { mergeTotals, totalsOf } from './daily-record.ts';
import { mergeSeconds } from './state-seconds.ts';
import { daysWithin } from './days.ts';
import type { Sample } from './sample.ts';
import { type Life, numbersOf, percentile, stateInSecond } from './testing/second-by-second.ts';
import { outageFigures, outagesIn, secondsOf, timelineOf, type TimeFacts } from './timeline.ts';
import { windowStats } from './window.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
/** Midnights near which lives begin: ordinary ones, a leap day, ends of years, and days on which clocks change. */
const MIDNIGHTS = [
  '2026-01-01T00:00:00Z',
  '2024-02-29T00:00:00Z',
  '2024-12-31T23:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-03-28T23:00:00Z',
  '2026-10-25T22:00:00Z',
  '2026-11-01T04:00:00Z',
  '2026-11-02T05:00:00Z',
  '2026-04-04T15:00:00Z',
].map((text) => Date.parse(text));
const LENGTH_S = 900;

/** Milliseconds around the window. Stretches may lie beyond it, be empty, or end before they begin. */
const instant = fc.integer({ min: -200_000, max: LENGTH_S * 1_000 + 200_000 });
const spans = fc.array(fc.record({ from: instant, to: fc.option(instant) }), { maxLength: 4 });
/** At most one outage is open at a time. */
const outages = fc.uniqueArray(instant, { maxLength: 8 }).map((edges) => {
  const inOrder = edges.toSorted((a, b) => a - b);
  return inOrder.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: inOrder[i + 1] ?? null }] : []));
});
const checks = fc.uniqueArray(
  fc.record({
    at: instant,
    outcome: fc.constantFrom(...CheckOutcome.options),
    origin: fc.constantFrom('scheduled' as const, 'scheduled' as const, ...CheckOrigin.options),
    ms: fc.option(fc.integer({ min: 1, max: 600_000 }).map((tenths) => tenths / 10)),
  }),
  { selector: ({ at }) => at, maxLength: 20 },
);
const lives = fc.record({
  midnight: fc.constantFrom(...MIDNIGHTS),
  before: fc.integer({ min: 0, max: LENGTH_S }),
  watchedFrom: fc.oneof(fc.constant(-1_000_000), instant),
  pauses: spans,
  gaps: spans,
  outages,
  checks,
});

/** Puts a life near a midnight. */
function placed({
  midnight,
  before,
  ...life
}: typeof lives extends fc.Arbitrary<infer T> ? T : never) {
  const zero = midnight - before * 1_000;
  const moved = (list: { from: number; to: number | null }[]) =>
    list.map(({ from, to }) => ({ from: zero + from, to: to === null ? null : zero + to }));
  const placedLife: Life = {
    watchedFrom: zero + life.watchedFrom,
    pauses: moved(life.pauses),
    gaps: moved(life.gaps),
    outages: moved(life.outages),
    checks: life.checks.map((check) => ({ ...check, at: zero + check.at })),
  };
  return { life: placedLife, start: zero / 1_000, end: zero / 1_000 + LENGTH_S };
}

function factsOf(life: Life): TimeFacts {
  const stretches = (list: Life['gaps']) =>
    list.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }));
  return {
    watchedFrom: new Date(life.watchedFrom),
    paused: stretches(life.pauses),
    gaps: stretches(life.gaps),
    down: stretches(life.outages).map((stretch, i) => ({ ...stretch, alertId: String(i) })),
  };
}

const samplesOf = (life: Life, from: number, to: number): Sample[] =>
  life.checks
    .filter(({ at }) => at >= from * 1_000 && at < to * 1_000)
    .map(({ at, outcome, origin, ms }) => ({
      slot: new Date(at),
      outcome: CheckOutcome.parse(outcome),
      origin: CheckOrigin.parse(origin),
      latencyMs: ms,
      phases: NO_PHASES,
    }));

const at = (second: number): Date => new Date(second * 1_000);

/** What the product says of some seconds. */
function said(life: Life, from: number, to: number) {
  const timeline = timelineOf(factsOf(life), at(from), at(to));
  const samples = samplesOf(life, from, to);
  const times = samples
    .filter(({ origin, outcome }) => origin === 'scheduled' && /ok|slow/.test(outcome))
    .flatMap(({ latencyMs }) => latencyMs ?? [])
    .sort((a, b) => a - b);
  const totals = totalsOf(samples);
  const seconds = secondsOf(timeline);
  const stats = windowStats({
    totals,
    seconds,
    outages: outageFigures(outagesIn(timeline)),
    times,
  });
  return { timeline, samples, totals, seconds, stats };
}

describe('numbers of a window', () => {
  it('are those that a look at every second gives, for 10,000 lives', () => {
    fc.assert(
      fc.property(lives, (drawn) => {
        const { life, start, end } = placed(drawn);
        const { stats, timeline } = said(life, start, end);
        const { seconds, downByOutage, found, times } = numbersOf(life, start, end);
        const conclusive = found.good + found.failed;
        expect(stats).toMatchObject({
          upSeconds: seconds.up,
          downSeconds: seconds.down,
          unknownSeconds: seconds.unknown,
          pausedSeconds: seconds.paused,
          outages: downByOutage.size,
          longestOutageSeconds: Math.max(0, ...downByOutage.values()),
          checks: conclusive,
          failed: found.failed,
          inconclusive: found.inconclusive,
          p50Ms: percentile(times, 50),
          p95Ms: percentile(times, 95),
          p99Ms: percentile(times, 99),
        });
        expect(seconds.up + seconds.down + seconds.unknown + seconds.paused).toBe(LENGTH_S);
        const { uptime } = stats;
        if (conclusive === 0) expect(uptime).toBeNull();
        else {
          const exact = (100 * found.good) / conclusive;
          expect(uptime).toBeGreaterThanOrEqual(0);
          expect(uptime).toBeLessThanOrEqual(exact + 1e-9);
          expect(uptime).toBeGreaterThan(exact - 0.001 - 1e-9);
          expect(uptime === 100).toBe(found.failed === 0);
        }
        for (const { from, to, state } of timeline) {
          expect(stateInSecond(life, from)).toBe(state);
          expect(stateInSecond(life, to - 1)).toBe(state);
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('add up from those of any two parts', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: LENGTH_S }), (drawn, cut) => {
        const { life, start, end } = placed(drawn);
        const parts = [said(life, start, start + cut), said(life, start + cut, end)];
        const whole = said(life, start, end);
        expect(mergeTotals(parts.map(({ totals }) => totals))).toEqual(whole.totals);
        expect(mergeSeconds(parts.map(({ seconds }) => seconds))).toEqual(whole.seconds);
      }),
      { numRuns: 2_000 },
    );
  });

  it('add up from those of the days of any time zone', () => {
    fc.assert(
      fc.property(lives, fc.constantFrom(...ZONES), (drawn, zone) => {
        const { life, start, end } = placed(drawn);
        const days = daysWithin(at(start), at(end), zone).map(({ from, to }) =>
          said(life, +from / 1_000, +to / 1_000),
        );
        const whole = said(life, start, end);
        expect(mergeTotals(days.map(({ totals }) => totals))).toEqual(whole.totals);
        expect(mergeSeconds(days.map(({ seconds }) => seconds))).toEqual(whole.seconds);
      }),
      { numRuns: 2_000 },
    );
  });

  it('do not depend on the order in which stretches are known, nor on how often', () => {
    fc.assert(
      fc.property(lives, (drawn) => {
        const { life, start, end } = placed(drawn);
        const again = {
          ...life,
          pauses: [...life.pauses.toReversed(), ...life.pauses],
          gaps: [...life.gaps.toReversed(), ...life.gaps],
        };
        expect(said(again, start, end).timeline).toEqual(said(life, start, end).timeline);
      }),
      { numRuns: 1_000 },
    );
  });
});
