import type { Check } from '@app/domain';
import { expect, it } from 'vitest';
import { slotsJudgedTwice } from './evidence.ts';
import { faultsOf } from './scenario.ts';

const check = (slot: number, at: number): Check =>
  ({ slot: new Date(slot), at: new Date(at) }) as Partial<Check> as Check;

it('counts slots with two results, and not results that are in two places', () => {
  expect(slotsJudgedTwice([check(1, 1), check(2, 2)])).toBe(0);
  expect(slotsJudgedTwice([check(1, 1), check(1, 1), check(2, 2)])).toBe(0);
  expect(slotsJudgedTwice([check(1, 1), check(1, 5), check(2, 2)])).toBe(1);
});

it('tells the sentences that do not hold', () => {
  expect(faultsOf({ 'It is late.': true, 'It is twice.': false })).toEqual(['It is twice.']);
});
