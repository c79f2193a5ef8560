import type { ClaimedTarget, HeldTarget } from '@app/domain';
import { afterEach, expect, it, vi } from 'vitest';
import { LeaseKeeper } from './lease-keeper.ts';

const START = new Date('2026-01-01T12:00:00Z');
const plus = (seconds: number): Date => new Date(START.getTime() + seconds * 1_000);

let keeper: LeaseKeeper | undefined;
afterEach(() => keeper?.stop());

/** A keeper in a time of its own; each renewal as ids and the second until which they are held. */
function start() {
  let now = START;
  const renewed: [string[], number][] = [];
  const ports = {
    log: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    now: () => now,
    targets: {
      renew: async (held: readonly HeldTarget[], until: Date) => {
        renewed.push([held.map(({ id }) => id), (until.getTime() - START.getTime()) / 1_000]);
      },
    },
  };
  const kept = new LeaseKeeper(ports);
  keeper = kept;
  return {
    kept,
    renewed,
    keepAt: async (seconds: number) => {
      now = plus(seconds);
      await kept.keep();
    },
  };
}

const claimed = (id: string, until: number): ClaimedTarget =>
  ({ target: { id }, lease: { token: `of ${id}`, until: plus(until) } }) as ClaimedTarget;

it('prolongs the lease of a check that is to be recorded once', async () => {
  const { kept, renewed, keepAt } = start();
  const [slow, quick] = [claimed('slow', 15), claimed('quick', 15)];
  for (const one of [slow, quick]) {
    kept.hold(one);
    kept.ended(one);
  }
  kept.letGo(quick);
  for (const second of [10, 20, 30, 40]) await keepAt(second);
  expect(renewed).toEqual([[['slow'], 25]]);
});

it('prolongs the leases of checks that wait or take long, before they run out', async () => {
  const { kept, renewed, keepAt } = start();
  const [quick, long] = [claimed('quick', 15), claimed('long', 15)];
  kept.hold(quick);
  kept.hold(long);
  await keepAt(2);
  kept.letGo(quick);
  await keepAt(8);
  expect(renewed).toEqual([]);
  await keepAt(10);
  await keepAt(12);
  await keepAt(20);
  kept.letGo(long);
  await keepAt(40);
  expect(renewed).toEqual([
    [['long'], 25],
    [['long'], 35],
  ]);
});
