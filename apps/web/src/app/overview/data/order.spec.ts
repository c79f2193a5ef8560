import { STATUS_RANK } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { WORST_FIRST } from './order';

describe('WORST_FIRST', () => {
  it('is the order of the domain', () => {
    expect(Object.fromEntries(WORST_FIRST.map((status, rank) => [status, rank]))).toEqual(
      STATUS_RANK,
    );
  });
});
