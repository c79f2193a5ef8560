import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../check/schema.ts';
import { compareAlerts } from './compare.ts';
import { Replay, type ReplayedCheck, type ReplayPlan } from './replay.ts';

const START = Date.UTC(2026, 2, 3, 12);
const at = (seconds: number): Date => new Date(START + seconds * 1_000);
const SIGNS: Record<string, CheckOutcome> = { '+': 'ok', '-': 'failed', '?': 'inconclusive' };
const PRESENT = { failuresToDown: 2, successesToUp: 1, slowMs: null, alertWhenSlow: false };
const PLAN: ReplayPlan = {
  ...{ thresholds: PRESENT, present: PRESENT, intervalSeconds: 300, timeoutMs: 10_000 },
  ...{ pauses: [], unseen: 'good' },
};

const check = (seconds: number, outcome: CheckOutcome, ms = 100): ReplayedCheck => ({
  ...{ slot: at(seconds), at: at(seconds), outcome },
  origin: seconds % 300 === 0 ? 'scheduled' : 'confirmation',
  latencyMs: outcome === 'ok' ? ms : null,
  failure: null,
});

/** Checks of slots that are 300 s apart; after a first failure its confirmation, `-` or `+`, 30 s later. */
function checksOf(text: string): ReplayedCheck[] {
  return text
    .split(' ')
    .flatMap((slot, i) => [...slot].map((sign, j) => check(i * 300 + j * 30, SIGNS[sign] ?? 'ok')));
}

function replay(checks: readonly ReplayedCheck[], change: Partial<ReplayPlan> = {}) {
  const replayed = new Replay({ ...PLAN, ...change }, at(0));
  for (const one of checks) replayed.add(one);
  return replayed.alerts().map(({ kind, outages }) => ({
    kind,
    outages: outages.map(({ since, openedAt, endedAt }) =>
      [since, openedAt, endedAt].map((time) => time && (+time - START) / 1_000),
    ),
  }));
}

const failures = (failuresToDown: number): Partial<ReplayPlan> => ({
  thresholds: { ...PRESENT, failuresToDown },
});

describe('a replay', () => {
  it('by the present thresholds finds what was found', () => {
    expect(replay(checksOf('+ -- - + +'))).toEqual([{ kind: 'down', outages: [[300, 330, 900]] }]);
    expect(replay(checksOf('+ -+ + + -+ +'))).toEqual([]);
  });

  it('finds it as well where the interval was longer then, and takes one gap for a gap', () => {
    const then = checksOf('+ + + - - + + +').map((one) => ({
      ...one,
      origin: 'scheduled' as const,
    }));
    const rarely = { intervalSeconds: 60 };
    expect(replay(then, rarely)).toEqual([{ kind: 'down', outages: [[900, 1_200, 1_500]] }]);
    const gap = [
      ...[0, 60, 120].map((s) => check(s, 'ok')),
      check(180, 'failed'),
      check(1_800, 'failed'),
    ];
    const planned = gap.map((one) => ({ ...one, origin: 'scheduled' as const }));
    expect(replay(planned, rarely)).toEqual([]);
  });

  it('with one failure finds what a confirmation had taken back, and asks for no confirmation', () => {
    expect(replay(checksOf('+ -+ +'), failures(1))).toEqual([
      { kind: 'down', outages: [[300, 300, 600]] },
    ]);
  });

  it('with more failures takes for failed what nobody looked at between two failures', () => {
    const long = checksOf('+ -- - + +');
    expect(replay(long, failures(3))).toEqual([{ kind: 'down', outages: [[300, 360, 900]] }]);
    expect(replay(long, { ...failures(5), unseen: 'failed' })[0]?.outages[0]?.[1]).toBe(420);
  });

  it('with more failures cannot tell of an outage that was soon over', () => {
    const short = checksOf('+ -- + +');
    expect(replay(short, failures(3))).toEqual([]);
    expect(replay(short, { ...failures(3), unseen: 'failed' })).toHaveLength(1);
  });

  it('finds slow what is slower than another limit', () => {
    const checks = [0, 300, 600, 900].map((seconds) => check(seconds, 'ok', seconds + 50));
    const thresholds = { ...PRESENT, slowMs: 300, alertWhenSlow: true };
    expect(replay(checks, { thresholds })).toEqual([{ kind: 'slow', outages: [[300, 600, null]] }]);
  });

  it('ends with a pause, and begins anew after it', () => {
    const pauses = [{ from: at(650), to: at(800) }];
    expect(replay(checksOf('+ -- - -- +'), { pauses })).toEqual([
      { kind: 'down', outages: [[300, 330, 650]] },
      { kind: 'down', outages: [[900, 930, 1_200]] },
    ]);
  });

  it('has one alert for all outages of a site that goes up and down, but for the first', () => {
    const alerts = replay(checksOf('+ -- + -- + -- +'));
    expect(alerts.map(({ outages }) => outages.length)).toEqual([1, 2]);
  });

  it('counts a failure after a long silence as a first one', () => {
    expect(replay([check(0, 'ok'), check(300, 'failed'), check(1_800, 'failed')])).toEqual([]);
  });
});

describe('alerts then and now', () => {
  const outage = (since: number, endedAt: number) => ({
    kind: 'down' as const,
    outages: [{ since: at(since), openedAt: at(since + 30), endedAt: at(endedAt) }],
  });
  const past = (since: number, endedAt: number) => ({
    ...{ kind: 'down' as const, alertId: String(since), since: at(since), endedAt: at(endedAt) },
  });

  it('stand beside each other where they tell of the same', () => {
    const possible = [outage(300, 900), outage(3_000, 3_600), outage(9_000, 9_100)];
    const items = compareAlerts([past(310, 900), past(6_000, 6_600)], {
      possible,
      certain: possible.slice(0, 2),
    });
    expect(
      items.map(({ was, would }) => [
        was?.alertId ?? null,
        would && +would.since,
        would?.isCertain,
      ]),
    ).toEqual([
      [null, +at(9_000), false],
      ['6000', null, undefined],
      [null, +at(3_000), true],
      ['310', +at(300), true],
    ]);
  });
});
