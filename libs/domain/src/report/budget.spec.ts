import { describe, expect, it } from 'vitest';
import type { WindowStats } from '../stats/schema.ts';
import { errorBudget, reportTotal } from './budget.ts';

const DAY_S = 86_400;

describe('errorBudget', () => {
  it.each([
    [30 * DAY_S, 0, 99.9, 2_592, true],
    [30 * DAY_S - 2_592, 2_592, 99.9, 2_592, true],
    [30 * DAY_S - 2_593, 2_593, 99.9, 2_592, false],
    [DAY_S, 0, 100, 0, true],
    [DAY_S - 1, 1, 100, 0, false],
    [100_000, 0, 99.999, 1, true],
    [0, 60, 50, 30, false],
  ])(
    'of %i s up and %i s down with %d %% promised',
    (upSeconds, downSeconds, sla, allowed, isMet) => {
      expect(errorBudget({ upSeconds, downSeconds }, sla)).toEqual({
        ...{ slaTarget: sla, isMet, allowedSeconds: allowed, usedSeconds: downSeconds },
        leftSeconds: allowed - downSeconds,
      });
    },
  );

  it('says nothing where nothing was promised, and judges nothing where nothing is known', () => {
    expect(errorBudget({ upSeconds: 1, downSeconds: 0 }, null)).toBeNull();
    expect(errorBudget({ upSeconds: 0, downSeconds: 0 }, 99)?.isMet).toBeNull();
  });
});

describe('reportTotal', () => {
  const stats = (over: Partial<WindowStats>) => ({
    stats: {
      ...{ checks: 0, failed: 0, outages: 0, upSeconds: 0, downSeconds: 0 },
      ...{ unknownSeconds: 0, pausedSeconds: 0, ...over },
    } as WindowStats,
  });

  it('is made of sums, never of means of percentages', () => {
    const total = reportTotal(
      [
        stats({ checks: 1_000, failed: 0, upSeconds: 9_000, outages: 1 }),
        stats({ checks: 10, failed: 5, upSeconds: 500, downSeconds: 500, unknownSeconds: 10_000 }),
      ],
      99,
    );
    expect(total).toMatchObject({
      ...{ uptime: 99.504, availability: 95, coverage: 50, checks: 1_010, failed: 5, outages: 1 },
      budget: { isMet: false, allowedSeconds: 100, usedSeconds: 500, leftSeconds: -400 },
    });
  });

  it('knows nothing of nobody', () => {
    expect(reportTotal([], 99)).toMatchObject({ uptime: null, availability: null, coverage: 0 });
  });
});
