import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckOrigin, CheckOutcome, NO_PHASES } from '../check/schema.ts';
import {
  emptyDay,
  fullerRecord,
  mergeDays,
  mergeTotals,
  NO_TOTALS,
  TotalsBuilder,
  totalsOf,
} from './daily-record.ts';
import type { Sample } from './sample.ts';

const T0 = Date.UTC(2026, 2, 29);

const sample = (second: number, over: Partial<Sample> = {}): Sample => ({
  slot: new Date(T0 + second * 1_000),
  outcome: 'ok',
  origin: 'scheduled',
  latencyMs: 100,
  phases: NO_PHASES,
  ...over,
});

describe('totals', () => {
  it('hold scheduled checks by what they found, and the times of good ones', () => {
    const phases = { ...NO_PHASES, dnsMs: 1.5, firstByteMs: 80 };
    const totals = totalsOf([
      sample(0, { phases }),
      sample(60, { outcome: 'slow', latencyMs: 900.5, phases: { ...phases, dnsMs: 2.5 } }),
      sample(120, { outcome: 'failed', latencyMs: 5_000, phases }),
      sample(180, { outcome: 'inconclusive', latencyMs: null }),
      sample(190, { origin: 'confirmation', outcome: 'failed' }),
      sample(200, { origin: 'manual', latencyMs: 1 }),
    ]);
    expect(totals).toEqual({
      ...NO_TOTALS,
      checks: { ok: 1, slow: 1, failed: 1, inconclusive: 1 },
      latency: { count: 2, sumUs: 1_000_500, minMs: 100, maxMs: 900.5 },
      phases: {
        ...NO_TOTALS.phases,
        dnsMs: { count: 2, sumUs: 4_000 },
        firstByteMs: { count: 2, sumUs: 160_000 },
      },
      histogram: expect.any(Map) as unknown,
    });
    expect([...totals.histogram.values()]).toEqual([1, 1]);
  });

  it('are the same in whatever order checks come and however often, and add up from parts', () => {
    const ms = fc.option(fc.integer({ min: 0, max: 600_000 }).map((tenths) => tenths / 10));
    const samples = fc.uniqueArray(
      fc.record({
        second: fc.nat(5_000),
        outcome: fc.constantFrom(...CheckOutcome.options),
        origin: fc.constantFrom(...CheckOrigin.options),
        latencyMs: ms,
        phases: fc.record({ dnsMs: ms, connectMs: ms, tlsMs: ms, firstByteMs: ms, transferMs: ms }),
      }),
      { selector: ({ second }) => second, maxLength: 60 },
    );
    fc.assert(
      fc.property(samples, fc.nat(5_000), fc.nat(), (list, cut, turn) => {
        const whole = list.map(({ second, ...rest }) => sample(second, rest));
        const turned = whole.map((_, i) => whole[(i + turn) % whole.length]!);
        expect(totalsOf([...turned.toReversed(), ...whole])).toEqual(totalsOf(whole));
        const edge = T0 + cut * 1_000;
        const parts = [
          totalsOf(whole.filter(({ slot }) => +slot < edge)),
          totalsOf(whole.filter(({ slot }) => +slot >= edge)),
        ];
        expect(mergeTotals(parts)).toEqual(totalsOf(whole));
      }),
    );
  });

  it('of a builder grow with each check', () => {
    const builder = new TotalsBuilder();
    [30, 10, 20].forEach((latencyMs, i) => builder.add(sample(i, { latencyMs })));
    expect([...builder.times()]).toEqual([10, 20, 30]);
    expect(builder.totals().latency).toEqual({ count: 3, sumUs: 60_000, minMs: 10, maxMs: 30 });
  });
});

describe('the record of a day', () => {
  it('is made of its parts, the empty one included', () => {
    const day = emptyDay('2026-03-29', 'Europe/Berlin');
    expect(mergeDays(day)).toEqual(day);
    const seconds = { up: 10, down: 1, unknown: 2, paused: 3 };
    const part = { ...totalsOf([sample(0)]), seconds, maintenanceSeconds: 4 };
    const merged = mergeDays(day, part, part);
    expect(merged).toMatchObject({
      day: '2026-03-29',
      zone: 'Europe/Berlin',
      checks: { ok: 2 },
      seconds: { up: 20, down: 2, unknown: 4, paused: 6 },
      maintenanceSeconds: 8,
      latency: { count: 2, minMs: 100, maxMs: 100 },
    });
  });
});

describe('of two records of a day', () => {
  const ok = (count: number, zone = 'UTC') => ({
    ...emptyDay('2026-03-01', zone),
    checks: { ok: count, slow: 0, failed: 0, inconclusive: 0 },
  });

  it('the one that knows of more checks stays, and else the later one', () => {
    const [known, counted] = [ok(9), { ...ok(9), maintenanceSeconds: 1 }];
    expect(fullerRecord(known, ok(8))).toBe(known);
    expect(fullerRecord(known, counted)).toBe(counted);
    expect(fullerRecord(ok(8), known)).toBe(known);
    expect(fullerRecord(undefined, counted)).toBe(counted);
    expect(fullerRecord(ok(99, 'Asia/Tokyo'), counted)).toBe(counted);
  });
});
