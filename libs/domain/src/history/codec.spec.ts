import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from '../check/schema.ts';
import { decodeHour, EMPTY_HOUR, encodeHour } from './codec.ts';
import {
  addChecks,
  checksOfHour,
  cutHour,
  type HourOfChecks,
  hourFromChecks,
  joinHours,
} from './hour.ts';
import { anyCheck, checkAtSlot } from './testing.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 2, 1, 12);
const start = new Date(START);

const checks = fc.array(anyCheck(START, HOUR_MS), { maxLength: 60 });

const through = (hour: HourOfChecks): HourOfChecks => decodeHour(encodeHour(hour, start), start);
const read = (hour: HourOfChecks): Check[] => checksOfHour(through(hour));

describe('checks of an hour', () => {
  it('come back as they were, one for each slot and in order', () => {
    fc.assert(
      fc.property(checks, (list) => {
        const back = read(hourFromChecks(list));
        expect(back.map(({ slot }) => slot.getTime())).toEqual(
          [...new Set(list.map(({ slot }) => slot.getTime()))].sort((a, b) => a - b),
        );
        for (const one of back) expect(list).toContainEqual(one);
      }),
    );
  });

  it('are the same in whatever order and however often they come, and in whatever parts', () => {
    const arrivals = checks.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.array(fc.shuffledSubarray(list), { maxLength: 5 }),
        fc.shuffledSubarray(list, { minLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(arrivals, ([list, parts, all]) => {
        const once = hourFromChecks(list);
        const stored = [...parts, all].map((part) => through(hourFromChecks(part)));
        expect(joinHours(stored)).toEqual(once);
        expect(joinHours(stored.toReversed())).toEqual(once);
        const grown = parts.reduce(addChecks, hourFromChecks(all));
        expect(grown).toEqual(once);
        expect(encodeHour(grown, start)).toEqual(encodeHour(once, start));
      }),
    );
  });

  it('of one slot yield to the one that no clock which was ahead has dated', () => {
    const ahead = checkAtSlot(START, { clockAhead: true, outcome: 'failed' });
    const real = checkAtSlot(START, { at: new Date(START + 900) });
    for (const both of [
      [ahead, real],
      [real, ahead],
    ]) {
      expect(read(hourFromChecks(both))).toEqual([real]);
      expect(checksOfHour(joinHours(both.map((one) => hourFromChecks([one]))))).toEqual([real]);
    }
    expect(read(hourFromChecks([ahead]))).toEqual([ahead]);
  });

  it('are cut anywhere into parts that make the whole', () => {
    fc.assert(
      fc.property(checks, fc.integer({ min: -5, max: HOUR_MS + 5 }), (list, at) => {
        const whole = hourFromChecks(list);
        const before = cutHour(whole, START, START + at);
        const after = cutHour(whole, START + at, START + HOUR_MS);
        expect(joinHours([after, before])).toEqual(whole);
      }),
    );
  });

  it('of none are none', () => {
    expect(through(EMPTY_HOUR)).toEqual(EMPTY_HOUR);
    expect(joinHours([])).toEqual(EMPTY_HOUR);
  });

  it('keep durations to a tenth of a millisecond', () => {
    const [back] = read(
      hourFromChecks([
        checkAtSlot(START, {
          latencyMs: 51.26,
          phases: { ...checkAtSlot(START).phases, tlsMs: 0.04 },
        }),
      ]),
    );
    expect(back).toMatchObject({ latencyMs: 51.3, phases: { tlsMs: 0, connectMs: 10 } });
  });
});

/** Numbers that follow from a seed. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A day of a target as it is: a few milliseconds of noise in each phase, now and then a slow answer. */
function usualDay(intervalSeconds: number): Check[] {
  const next = noise(7);
  return Array.from({ length: 86_400 / intervalSeconds }, (_, index) => {
    const slot = START + index * intervalSeconds * 1_000;
    const phases = {
      dnsMs: next() * 4,
      connectMs: 12 + next() * 3,
      tlsMs: 25 + next() * 6,
      firstByteMs: 60 + next() * 20 + (next() > 0.98 ? 400 : 0),
      transferMs: next() * 2,
    };
    return checkAtSlot(slot, {
      at: new Date(slot + Math.floor(next() * 30)),
      phases,
      latencyMs: Object.values(phases).reduce((sum, ms) => sum + ms),
      ...(next() > 0.5 ? { dnsCached: true as const } : {}),
    });
  });
}

describe('the room that checks take', () => {
  it('is less than eight bytes for a check of a day', () => {
    const day = usualDay(300);
    const bytes = encodeHour(hourFromChecks(day), start).length;
    expect(bytes / day.length).toBeLessThan(8);
  });

  it('is little for a young part of an hour, too', () => {
    const part = usualDay(300).slice(0, 8);
    expect(encodeHour(hourFromChecks(part), start).length / part.length).toBeLessThan(16);
  });
});

describe('bytes that are damaged', () => {
  it('are refused where they are cut off', () => {
    const bytes = encodeHour(hourFromChecks(usualDay(300).slice(0, 12)), start);
    for (let length = 0; length < bytes.length - 1; length++) {
      expect(() => decodeHour(bytes.slice(0, length), start)).toThrow(RangeError);
    }
  });

  it('of a form that is not known are refused in words', () => {
    const bytes = encodeHour(EMPTY_HOUR, start);
    bytes[0] = 2;
    expect(() => decodeHour(bytes, start)).toThrow('newer version');
  });

  it('never keep a reader for ever', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        const odd = Uint8Array.of(1, ...bytes);
        try {
          decodeHour(odd, start);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
