import { expect, it } from 'vitest';
import { missedOf } from './missed.ts';

const outages = new Map([
  ['told', { from: 100, to: 200 }],
  ['lost', { from: 100, to: 200 }],
  ['late', { from: 100, to: 200 }],
  ['never', { from: 100, to: 200 }],
]);
const ASKED: Readonly<Record<string, readonly number[]>> = {
  told: [100, 150],
  lost: [90, 100, 199],
  // The second check came as it was over.
  late: [99, 150, 200],
};

it('tells alerts that were lost from outages that no check saw in time', () => {
  const missed = missedOf(outages, new Set(['told']), (id) => ASKED[id] ?? []);
  expect(missed).toEqual({ lost: ['lost'], unseen: ['late', 'never'] });
});
