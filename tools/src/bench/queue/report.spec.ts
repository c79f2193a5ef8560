import { describe, expect, it } from 'vitest';
import { reportOf } from './report.ts';
import type { QueueFigures } from './watch-queue.ts';

const IDLE: QueueFigures = {
  seconds: 60,
  checks: 0,
  coreShare: 0.01,
  bytes: { before: 5e5, after: 5e5, most: 5e5 },
  heard: 0,
};
const BUSY: QueueFigures = { ...IDLE, checks: 20_000, coreShare: 0.03, heard: 40_000 };
const report = (change: Partial<QueueFigures>) =>
  reportOf({ idle: IDLE, busy: { ...BUSY, ...change }, planned: 333 });

describe('reportOf', () => {
  it('says that every bar is met, and what a check costs', () => {
    expect(report({})).toMatchObject({ missed: 0 });
    expect(report({}).lines).toContainEqual(expect.stringMatching(/for each check +0.090 ms/));
  });

  it.each([
    { checks: 19_000 },
    { coreShare: 0.051 },
    { bytes: { before: 5e5, after: 5e5, most: 2.1e7 } },
    { heard: 0 },
    { coreShare: Number.NaN },
  ])('names what is missed: %o', (change) => {
    const { lines, missed } = report(change);
    expect(missed).toBe(1);
    expect(lines.at(-1)).toBe('1 bars are missed.');
  });
});
