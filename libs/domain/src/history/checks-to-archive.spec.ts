import { describe, expect, it } from 'vitest';
import { NO_PHASES, type Check } from '../check/schema.ts';
import { checksToArchive, isWorthArchiving } from './checks-to-archive.ts';

const NOW = new Date('2026-01-01T13:00:00Z');

const check = (slot: Date): Check => ({
  at: slot,
  slot,
  kind: 'http',
  origin: 'scheduled',
  confirmation: false,
  outcome: 'ok',
  statusCode: 200,
  latencyMs: 10,
  phases: NO_PHASES,
  address: null,
  attempts: 1,
  failure: null,
});
/** A check a minute, from noon on. */
const checks = (count: number, day = 1): Check[] =>
  Array.from({ length: count }, (_, minute) => check(new Date(Date.UTC(2026, 0, day, 12, minute))));

describe('checksToArchive', () => {
  it('moves the older ones, and the newest stay', () => {
    expect(checksToArchive(checks(24), NOW)).toEqual(checks(16));
    expect(checksToArchive(checks(25), NOW)).toEqual(checks(17));
    expect(checksToArchive(checks(8), NOW)).toEqual([]);
  });

  it('moves what is dated in the future, and keeps the newest of the rest, in whatever order they are', () => {
    const ahead = checks(3, 2);
    expect(checksToArchive([...ahead, ...checks(9).reverse()], NOW)).toEqual([
      ...checks(1),
      ...ahead.map((one) => ({ ...one, clockAhead: true })),
    ]);
  });

  it.each([
    [23, false],
    [24, true],
    [25, true],
  ])('of %i checks is worth a write: %s', (carried, isWorth) => {
    expect(isWorthArchiving(carried)).toBe(isWorth);
  });
});
