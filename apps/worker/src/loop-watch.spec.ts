import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LoopWatch } from './loop-watch.ts';

let watch: LoopWatch;
let now = 1_000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  watch = new LoopWatch();
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Time in which the event loop turns. */
function turn(ms: number): void {
  for (let passed = 0; passed < ms; passed += 10) {
    now += 10;
    vi.advanceTimersByTime(10);
  }
}

/** Time in which it stands still; the timers that were due come after it. */
function block(ms: number): void {
  now += ms;
}

it('finds a block of the event loop within the stretch it fell into', () => {
  turn(60);
  const from = now;
  block(400);
  const to = now;
  turn(60);
  const later = now;
  turn(60);
  // Until the timer was due nobody could know.
  expect(watch.blockedMs(from, to)).toBe(360);
  expect(watch.blockedMs(from, from + 100)).toBe(60);
  expect(watch.blockedMs(later, now)).toBe(0);
});

it('knows of a block that has just ended, before the next turn of the loop', () => {
  turn(60);
  const from = now;
  block(300);
  expect(watch.blockedMs(from, now)).toBe(260);
});

it('takes short delays for noise', () => {
  turn(50);
  block(30);
  turn(200);
  expect(watch.blockedMs(0, now)).toBe(0);
});

it('answers the longest delay once', () => {
  turn(50);
  block(300);
  turn(60);
  expect(watch.takeLongestMs()).toBeGreaterThanOrEqual(250);
  turn(200);
  expect(watch.takeLongestMs()).toBeLessThan(50);
});
