import { expect, it } from 'vitest';
import { followLead } from './lead.ts';

const A = 'https://a.test';
const B = 'https://b.test';
const at = (hours: number): Date => new Date(Date.UTC(2026, 9, 1, hours));

it.each([
  ['takes the first site at once', null, A, 'move'],
  ['has nothing to do without any', null, null, null],
  ['has nothing to do while it leads there', { origin: A }, A, null],
  ['waits when it leads to another one', { origin: A }, B, 'wait'],
  ['waits when it leads to none', { origin: A }, null, 'wait'],
  ['goes on waiting', { origin: A, strayedAt: at(0) }, B, null],
  ['forgets that it waited', { origin: A, strayedAt: at(0) }, A, 'back'],
  ['moves when the site was not met for hours', { origin: A, strayedAt: at(-3) }, B, 'move'],
  ['ends when it has led to none for hours', { origin: A, strayedAt: at(-3) }, null, 'move'],
] as const)('an http target %s', (_what, watch, origin, expected) => {
  expect(followLead(watch, origin, at(0))).toBe(expected);
});
