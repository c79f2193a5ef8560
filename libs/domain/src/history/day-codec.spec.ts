import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TOTALS, type Totals, totalsOf } from '../stats/daily-record.ts';
import { decodeTotals, encodeTotals } from './day-codec.ts';
import { checksOfHour, hourFromChecks } from './hour.ts';
import { anyCheck } from './testing.ts';

const DAY = Date.UTC(2026, 2, 1);
const DAY_MS = 86_400_000;

const seconds = fc.integer({ min: 0, max: 90_000 });
const totals: fc.Arbitrary<Totals> = fc
  .tuple(
    fc.array(anyCheck(DAY, DAY_MS), { maxLength: 100 }),
    fc.record({ up: seconds, down: seconds, unknown: seconds, paused: seconds }),
    seconds,
  )
  .map(([checks, states, maintenanceSeconds]) => ({
    ...totalsOf(checksOfHour(hourFromChecks(checks))),
    seconds: states,
    maintenanceSeconds,
  }));

describe('totals of a day', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(totals, (day) => {
        expect(decodeTotals(encodeTotals(day))).toEqual(day);
      }),
    );
    expect(decodeTotals(encodeTotals(NO_TOTALS))).toEqual(NO_TOTALS);
  });

  it('are refused where they are cut off or of a newer form', () => {
    const bytes = encodeTotals(NO_TOTALS);
    expect(() => decodeTotals(bytes.slice(0, -1))).toThrow(RangeError);
    expect(() => decodeTotals(bytes.with(0, 2))).toThrow('newer version');
  });
});
