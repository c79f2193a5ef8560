import { afterEach, beforeEach, expect, it } from 'vitest';
import { LoopWatch } from './loop-watch.ts';

let watch: LoopWatch;
beforeEach(() => {
  watch = new LoopWatch();
});
afterEach(() => watch.stop());

const turn = (ms = 60): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function blockFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('finds a block of the event loop within the stretch it fell into', async () => {
  await turn();
  const from = performance.now();
  blockFor(400);
  const to = performance.now();
  await turn();
  const later = performance.now();
  await turn();
  expect(watch.blockedMs(from, to)).toBeGreaterThan(330);
  expect(watch.blockedMs(from, to)).toBeLessThanOrEqual(to - from);
  expect(watch.blockedMs(later, performance.now())).toBeLessThan(330);
});

it('knows of a block that has just ended, before the next turn of the loop', async () => {
  await turn();
  const from = performance.now();
  blockFor(300);
  expect(watch.blockedMs(from, performance.now())).toBeGreaterThan(230);
});

it('answers the longest delay once', async () => {
  await turn();
  blockFor(300);
  await turn();
  expect(watch.takeLongestMs()).toBeGreaterThan(230);
  expect(watch.takeLongestMs()).toBeLessThan(230);
});
