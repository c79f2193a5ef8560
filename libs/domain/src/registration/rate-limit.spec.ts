import { describe, expect, it } from 'vitest';
import {
  claimSlot,
  FREE_SLOT,
  isIdle,
  joinQueue,
  releaseSlot,
  type RateLimitReport,
  type RateLimitState,
} from './rate-limit.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const start = Date.parse('2026-10-01T00:00:00Z');

const answered: RateLimitReport = { service: 'rdap', rateLimited: false, retryAt: null };
const refused: RateLimitReport = { service: 'rdap', rateLimited: true, retryAt: null };

describe('claimSlot and releaseSlot', () => {
  const claim = (state: RateLimitState, now: number): RateLimitState => {
    const result = claimSlot(state, now);
    if ('until' in result) throw new Error(`Busy until ${result.until - now} ms later.`);
    return result.claimed;
  };

  it('grant one turn at a time, two seconds apart', () => {
    const busy = claim(FREE_SLOT, start);
    expect(claimSlot(busy, start + SECOND)).toHaveProperty('until');
    const free = releaseSlot(busy, answered, start + SECOND);
    expect(claimSlot(free, start + 2 * SECOND)).toEqual({ until: start + 3 * SECOND });
    expect(claimSlot(free, start + 3 * SECOND)).toHaveProperty('claimed');
  });

  it('free the turn of a holder that died', () => {
    const busy = claim(FREE_SLOT, start);
    expect(claimSlot(busy, start + 30 * SECOND)).toHaveProperty('claimed');
  });

  it.each([
    [
      'rdap',
      [
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        16 * HOUR,
        24 * HOUR,
        24 * HOUR,
      ],
    ],
    ['whois', [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, 24 * HOUR]],
  ] as const)('pause %s longer with every refusal', (service, pauses) => {
    let state = FREE_SLOT;
    let now = start;
    for (const pause of pauses) {
      state = releaseSlot(claim(state, now), { ...refused, service }, now);
      expect(claimSlot(state, now)).toEqual({ until: now + pause });
      now += pause;
    }
    state = releaseSlot(claim(state, now), answered, now);
    state = releaseSlot(claim(state, now + HOUR), refused, now + HOUR);
    expect(claimSlot(state, now + HOUR)).toEqual({ until: now + HOUR + 15 * MINUTE });
  });

  it.each([
    [5 * MINUTE, 5 * MINUTE],
    [90 * 24 * HOUR, 24 * HOUR],
  ])('pause as long as the server says, a day at most', (asked, pause) => {
    const report = { ...refused, retryAt: new Date(start + asked) };
    expect(claimSlot(releaseSlot(FREE_SLOT, report, start), start)).toEqual({
      until: start + pause,
    });
  });

  it('grant 125 turns in six hours, and 625 in any 24 hours', () => {
    let state = FREE_SLOT;
    const granted: number[] = [];
    // Asked as often as it goes, from the end of a stretch on.
    for (let now = start + 5.9 * HOUR; now < start + 54 * HOUR;) {
      const turn = claimSlot(state, now);
      if ('until' in turn) now = turn.until;
      else {
        state = releaseSlot(turn.claimed, answered, now);
        granted.push(now);
      }
    }
    const within = (from: number, length: number): number =>
      granted.filter((at) => at >= from && at < from + length).length;
    expect(within(start + 6 * HOUR, 6 * HOUR)).toBe(125);
    expect(Math.max(...granted.map((from) => within(from, 24 * HOUR)))).toBe(625);
  });

  it('give places of a line one after the other, and newcomers the end of it', () => {
    const busy = claim(FREE_SLOT, start);
    const first = joinQueue(busy, start);
    const second = joinQueue(first.joined, start + SECOND);
    expect(first.place).toBeGreaterThanOrEqual(start + 2 * SECOND);
    expect(second.place - first.place).toBeGreaterThanOrEqual(2 * SECOND);
    const free = releaseSlot(second.joined, answered, start);
    expect(claimSlot(free, first.place, first.place)).toHaveProperty('claimed');
    expect(claimSlot(free, first.place, second.place)).toEqual({ until: second.place });
    // The server is free, and two are waiting.
    const { until } = { until: 0, ...claimSlot(free, first.place) };
    expect(until).toBeGreaterThan(second.place);
    expect(claimSlot(free, until)).toHaveProperty('claimed');
  });

  it('have no places before a pause or the next stretch', () => {
    const paused = releaseSlot(claim(FREE_SLOT, start), refused, start);
    expect(joinQueue(paused, start).place).toBe(start + 15 * MINUTE);
    const spent = { ...FREE_SLOT, stretch: Math.floor(start / (6 * HOUR)), used: 125 };
    expect(joinQueue(spent, start).place).toBe(start + 6 * HOUR);
  });

  it('do not wait for times that a clock which was ahead has left', () => {
    const ahead = start + 24 * HOUR;
    const taken = claim(FREE_SLOT, ahead);
    expect(claimSlot(taken, start)).toHaveProperty('claimed');
    const settled = releaseSlot(joinQueue(taken, ahead).joined, answered, ahead);
    expect(claimSlot(settled, start)).toHaveProperty('claimed');
    // A refusal counts from now: for as long as its pause is.
    const paused = releaseSlot(taken, refused, ahead);
    expect(claimSlot(paused, start)).toEqual({ until: start + 15 * MINUTE });
    const used = Array.from({ length: 125 }).reduce<RateLimitState>(
      (state, _, i) =>
        releaseSlot(claim(state, ahead + 3 * i * SECOND), answered, ahead + 3 * i * SECOND),
      FREE_SLOT,
    );
    expect(claimSlot(used, start)).toHaveProperty('claimed');
  });

  it('may be forgotten once nothing binds anybody any more', () => {
    const used = releaseSlot(claim(FREE_SLOT, start), answered, start);
    expect(isIdle(used, start + HOUR)).toBe(false);
    expect(isIdle(used, start + 6 * HOUR + 1)).toBe(true);
    const paused = releaseSlot(
      claim(FREE_SLOT, start),
      { ...refused, retryAt: new Date(start + 20 * HOUR) },
      start,
    );
    expect(isIdle(paused, start + 19 * HOUR)).toBe(false);
  });
});
