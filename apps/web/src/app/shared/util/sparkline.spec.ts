import { describe, expect, it } from 'vitest';
import { aDay } from '../../../testing/samples';
import { sparkline } from './sparkline';

describe('sparkline', () => {
  it('draws one stroke through a day without gaps', () => {
    const { line, failures, step } = sparkline(aDay(), 120, 28);
    expect(line.match(/M/g)).toHaveLength(1);
    expect(line.match(/L/g)).toHaveLength(23);
    expect(failures).toEqual([]);
    expect(step).toBe(5);
  });

  it('leaves a gap open', () => {
    const points = aDay((hour) => (hour === 10 ? { avgMs: null, checks: 0 } : {}));
    expect(sparkline(points, 120, 28).line.match(/M/g)).toHaveLength(2);
  });

  it('shows a lone hour at its full length', () => {
    const points = aDay((hour) => (hour === 5 ? {} : { avgMs: null }));
    expect(sparkline(points, 120, 28).line).toMatch(/^M25 [\d.]+h5$/);
  });

  it('marks hours in which a check failed', () => {
    const points = aDay((hour) => (hour === 2 || hour === 23 ? { failed: 1 } : {}));
    expect(sparkline(points, 120, 28).failures).toEqual([10, 115]);
  });

  it('keeps the slowest hour within the box', () => {
    const points = aDay((hour) => (hour === 0 ? { avgMs: 90_000 } : { avgMs: 1 }));
    expect(sparkline(points, 120, 28).line.startsWith('M2.5 2L')).toBe(true);
  });

  it('draws nothing for no points', () => {
    expect(sparkline([], 120, 28)).toEqual({ line: '', failures: [], step: 120 });
  });
});
