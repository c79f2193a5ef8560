import { describe, expect, it } from 'vitest';
import { mergeRegistration } from './merge.ts';
import { nextLookupAt } from './next-lookup.ts';
import { type Registration, newRegistration } from './state.ts';
import { dated, failed } from './testing.ts';
import { claimSlot, FREE_SLOT, releaseSlot } from './rate-limit.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-10-01T00:00:00Z');

interface Simulated {
  /** When the domain ends, and its place among the others by that. */
  readonly ends: string;
  readonly place: number;
  state: Registration;
  dueAt: number;
  readonly lookedUp: number[];
  readonly putOff: number[];
}

/** Numbers that look random and are the same each time. */
function numbers(): () => number {
  let seed = 1;
  return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Looks up all domains of one server for some days, all added at once; their ends are spread over a year. */
function simulate(count: number, days: number, failing = 0): Simulated[] {
  const random = numbers();
  const domains = Array.from({ length: count }, (_, place): Simulated => {
    const ends = new Date(start + (40 + (place * 365) / count) * DAY).toISOString();
    const state = newRegistration(`d${place}.test`);
    return { ends, place, state, dueAt: start, lookedUp: [], putOff: [] };
  });
  const endOf = ({ state }: Simulated): number => Number(state.expiresAt);
  let turns = FREE_SLOT;
  let known = 0;
  for (let time = start; ;) {
    const next = domains.reduce((a, b) =>
      a.dueAt < b.dueAt || (a.dueAt === b.dueAt && endOf(a) <= endOf(b)) ? a : b,
    );
    time = Math.max(time, next.dueAt);
    if (time > start + days * DAY) return domains;
    const turn = claimSlot(turns, time);
    const isNear = 'until' in turn && turn.until - time < 10_000;
    if (isNear) {
      time = turn.until;
      continue;
    }
    if ('until' in turn) {
      const putOff = failed('rate-limited', 'throttled', new Date(turn.until));
      next.state = mergeRegistration(next.state, putOff, new Date(time));
      next.putOff.push(time);
    } else {
      if (next.lookedUp.length === 0) known += 1;
      const isFailing = random() < failing;
      const answer = isFailing ? failed() : dated(next.ends);
      turns = releaseSlot(
        turn.claimed,
        { service: 'rdap', rateLimited: false, retryAt: null },
        time,
      );
      next.state = mergeRegistration(next.state, answer, new Date(time));
      next.lookedUp.push(time);
    }
    const crowd = { domains: known, nearer: Math.min(known, next.place) };
    const planned = nextLookupAt(next.state, new Date(time), crowd);
    next.dueAt = Math.max(planned.getTime(), time + 60_000);
  }
}

/** The longest time between two lookups from a day on, the time since the last one included; in days. */
function longestGap({ lookedUp }: Simulated, from: number, until: number): number {
  const times = [...lookedUp.filter((at) => at >= start + from * DAY), start + until * DAY];
  return Math.max(...times.slice(1).map((at, i) => at - times[i]!)) / DAY;
}

describe('2,100 domains of one server', () => {
  const DAYS = 26;
  const domains = simulate(2_100, DAYS, 0.01);

  it('are all looked up within five days after they were added', () => {
    const first = domains.map(({ lookedUp }) => (lookedUp[0]! - start) / DAY);
    expect(Math.max(...first)).toBeLessThan(5);
  });

  it('are each looked up every seven days, those that end first every day', () => {
    const gaps = domains.map((one) => longestGap(one, 7, DAYS));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(7);
    expect(Math.max(...gaps.slice(0, 100))).toBeLessThan(1.5);
  });

  it('are looked up when it was said, two weeks after they were added at once', () => {
    const later = (times: number[]) => times.filter((at) => at > start + 16 * DAY).length;
    const lookups = domains.reduce((sum, { lookedUp }) => sum + later(lookedUp), 0);
    const putOff = domains.reduce((sum, one) => sum + later(one.putOff), 0);
    expect(putOff / lookups).toBeLessThan(0.1);
  });

  it('cost the server no more than it may be asked, on any day', () => {
    const all = domains.flatMap(({ lookedUp }) => lookedUp).sort((a, b) => a - b);
    // The 625th lookup after any other one is a day later.
    const spans = all.slice(625).map((at, i) => at - all[i]!);
    expect(Math.min(...spans)).toBeGreaterThanOrEqual(DAY);
  });
});

it('300 domains of one server are each looked up every day', () => {
  const gaps = simulate(300, 10).map((one) => longestGap(one, 2, 10));
  expect(Math.max(...gaps)).toBeLessThan(1.5);
});
