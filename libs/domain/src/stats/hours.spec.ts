import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_PHASES, type Check, type CheckOutcome, type CheckOrigin } from '../check/schema.ts';
import { nextSlot } from '../check/slots.ts';
import {
  addToHour,
  dayBefore,
  endHour,
  type HourTotals,
  isSameHour,
  spark24h,
  uptime24h,
  uptimeWith,
} from './hours.ts';

const T0 = Date.UTC(2026, 0, 2, 12);
const MINUTE = 60_000;
const HOUR = 3_600_000;

function checkAt(ms: number, over: Partial<Check> = {}): Check {
  return {
    at: new Date(ms),
    slot: new Date(ms),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    outcome: 'ok',
    statusCode: 200,
    latencyMs: 100,
    phases: NO_PHASES,
    address: null,
    attempts: 1,
    failure: null,
    ...over,
  };
}

/** Totals by hour of checks that come in order, each hour as it is kept once it has ended. */
const collect = (checks: Check[]): HourTotals[] =>
  checks.reduce<HourTotals[]>((hours, check) => {
    const running = hours.at(-1) ?? null;
    const totals = addToHour(running, check);
    const ended = hours.slice(0, -1);
    if (!running || isSameHour(running, totals)) return [...ended, totals];
    return [...ended, endHour(running), totals];
  }, []);

const OWNER = { id: 'target', intervalSeconds: 300 };

describe('uptime of 24 hours', () => {
  it('is good / (good + failed) scheduled checks', () => {
    const hours = collect([
      checkAt(T0),
      checkAt(T0 + MINUTE, { outcome: 'slow' }),
      checkAt(T0 + 2 * MINUTE, { outcome: 'failed' }),
      checkAt(T0 + 3 * MINUTE),
    ]);
    expect(uptime24h(hours, OWNER, new Date(T0 + 4 * MINUTE))).toBe(75);
  });

  it('leaves inconclusive checks, confirmations and manual checks out', () => {
    const hours = collect([
      checkAt(T0),
      checkAt(T0 + 1, { outcome: 'inconclusive', latencyMs: null }),
      checkAt(T0 + 2, { outcome: 'failed', origin: 'confirmation' }),
      checkAt(T0 + 3, { outcome: 'failed', origin: 'manual' }),
    ]);
    expect(uptime24h(hours, OWNER, new Date(T0 + MINUTE))).toBe(100);
  });

  it('is null before the first conclusive check', () => {
    expect(uptime24h([], OWNER, new Date(T0))).toBeNull();
    expect(
      uptime24h(collect([checkAt(T0, { outcome: 'inconclusive' })]), OWNER, new Date(T0)),
    ).toBeNull();
  });

  it('forgets what is older', () => {
    const hours = collect([checkAt(T0, { outcome: 'failed' }), checkAt(T0 + 26 * HOUR)]);
    expect(uptime24h(hours, OWNER, new Date(T0 + 26 * HOUR))).toBe(100);
    const silent = collect([checkAt(T0, { outcome: 'failed' })]);
    expect(uptime24h(silent, OWNER, new Date(T0 + 40 * HOUR))).toBeNull();
  });

  it('covers 24 hours, not the rest of the hour before them', () => {
    const anyRun = fc.record({
      intervalSeconds: fc.constantFrom(20, 60, 300, 420, 3_600),
      bad: fc.array(fc.nat(10_000), { maxLength: 8 }),
      untilUnits: fc.integer({ min: 4_500, max: 6_000 }),
    });
    fc.assert(
      fc.property(anyRun, ({ intervalSeconds, bad, untilUnits }) => {
        const owner = { id: `every-${intervalSeconds}`, intervalSeconds };
        const now = T0 + untilUnits * 20_000;
        const slots: number[] = [];
        for (let slot = +nextSlot(owner.id, intervalSeconds, new Date(T0)); slot <= now;) {
          slots.push(slot);
          slot = +nextSlot(owner.id, intervalSeconds, new Date(slot));
        }
        const failed = new Set(bad.map((index) => index % slots.length));
        const hours = collect(
          slots.map((slot, i) => checkAt(slot, { outcome: failed.has(i) ? 'failed' : 'ok' })),
        );
        const within = slots.flatMap((slot, i) => (slot >= now - 24 * HOUR ? [i] : []));
        const good = within.filter((i) => !failed.has(i)).length;
        expect(uptime24h(hours, owner, new Date(now))).toBeCloseTo((100 * good) / within.length, 9);
      }),
    );
  });

  it('takes an hour that was stored without its marks for evenly spread', () => {
    const old = collect(
      [0, 10, 20, 30, 40, 50].map((minute) =>
        checkAt(T0 + minute * MINUTE, { outcome: minute < 20 ? 'failed' : 'ok' }),
      ),
    ).map(({ marks: _marks, ...totals }) => totals);
    expect(uptime24h(old, OWNER, new Date(T0 + 24.5 * HOUR))).toBeCloseTo(200 / 3);
  });

  it('lies in 0 to 100, whatever comes in whatever order', () => {
    const anyCheck = fc.record({
      offset: fc.integer({ min: 0, max: 100 * HOUR }),
      outcome: fc.constantFrom<CheckOutcome>('ok', 'slow', 'failed', 'inconclusive'),
      origin: fc.constantFrom<CheckOrigin>('scheduled', 'confirmation', 'manual'),
    });
    fc.assert(
      fc.property(fc.array(anyCheck), (list) => {
        const hours = collect(list.map((c) => checkAt(T0 + c.offset, c)));
        const uptime = uptime24h(hours, OWNER, new Date(T0 + 100 * HOUR));
        if (uptime !== null) expect(uptime >= 0 && uptime <= 100).toBe(true);
      }),
    );
  });
});

describe('sparkline', () => {
  it('has 24 points, oldest first, with gaps as points without checks', () => {
    const hours = collect([
      checkAt(T0 - 2 * HOUR, { latencyMs: 50 }),
      checkAt(T0, { latencyMs: 100 }),
      checkAt(T0 + MINUTE, { latencyMs: 201 }),
      checkAt(T0 + 2 * MINUTE, { outcome: 'failed', latencyMs: 9_000 }),
    ]);
    const points = spark24h(hours, new Date(T0 + 5 * MINUTE));
    expect(points).toHaveLength(24);
    expect(points.at(-1)).toEqual({ at: new Date(T0), avgMs: 151, checks: 3, failed: 1 });
    expect(points.at(-2)).toMatchObject({ avgMs: null, checks: 0 });
    expect(points.at(-3)).toMatchObject({ avgMs: 50, checks: 1 });
  });
});

describe('the uptime that the list is sorted by', () => {
  const hour = (back: number, good: number, failed: number): HourTotals => ({
    ...{ hour: new Date(T0 - back * HOUR), good, failed },
    ...{ inconclusive: 0, timed: good, sumMs: good, maxMs: 1 },
  });

  it('is that of the running hour and of the 24 before it', () => {
    const ended = [hour(25, 0, 12), hour(24, 11, 1), hour(1, 12, 0)];
    const before = dayBefore(ended, new Date(T0));
    expect(before).toEqual({ good: 23, failed: 1 });
    expect(uptimeWith({ ...hour(0, 5, 1), dayBefore: before })).toBe(93.333);
    expect(uptimeWith(hour(0, 1, 0))).toBe(100);
    expect(uptimeWith(hour(0, 0, 0))).toBeNull();
  });

  it('goes on with each check of an hour, and begins anew with the next', () => {
    const running = { ...hour(0, 1, 0), dayBefore: { good: 9, failed: 1 } };
    const next = addToHour(running, checkAt(T0 + MINUTE));
    expect(next).toMatchObject({ good: 2, dayBefore: { good: 9, failed: 1 } });
    expect(addToHour(next, checkAt(T0 + HOUR))).not.toHaveProperty('dayBefore');
    expect(endHour(next)).not.toHaveProperty('dayBefore');
  });
});
