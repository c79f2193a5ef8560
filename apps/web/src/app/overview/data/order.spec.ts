import { STATUS_RANK } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { aTarget, idOf } from '../../../testing/samples';
import { belongsAmong, WORST_FIRST, worstFirst } from './order';

const target = (id: number, status: ReturnType<typeof aTarget>['status']) =>
  aTarget({ id: idOf(id), status });

describe('WORST_FIRST', () => {
  it('is the order of the domain', () => {
    expect(Object.fromEntries(WORST_FIRST.map((status, rank) => [status, rank]))).toEqual(STATUS_RANK);
  });
});

describe('worstFirst', () => {
  it('puts the worst first and keeps the order of equals', () => {
    const sorted = worstFirst([target(1, 'up'), target(2, 'down'), target(3, 'up'), target(4, 'unknown')]);
    expect(sorted.map(({ id }) => id)).toEqual([2, 4, 1, 3].map(idOf));
  });
});

describe('belongsAmong', () => {
  it('asks for a target that is worse than the last one loaded', () => {
    const loaded = [target(1, 'down'), target(2, 'up')];
    expect(belongsAmong(target(3, 'degraded'), loaded)).toBe(true);
    expect(belongsAmong(target(3, 'up'), loaded)).toBe(false);
    expect(belongsAmong(target(3, 'paused'), [])).toBe(true);
  });
});
