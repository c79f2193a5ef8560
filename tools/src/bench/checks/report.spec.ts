import { describe, expect, it } from 'vitest';
import { reportOf } from './report.ts';
import type { RunFigures } from './run-worker.ts';

const RUN: RunFigures = {
  perSecond: 1_200,
  workerMs: 0.4,
  postgresMs: 0.01,
  documentsMs: 0.2,
  memory: { nowMb: 150, peakMb: 180 },
  queueBytes: { before: 1e6, after: 1e6 },
  due: 1_000,
  done: 1_000,
  twice: 0,
  lateness: [1, 2, 3],
  latencyErrors: [-0.5, 0, 0.5],
  dnsErrors: [],
  notOk: 0,
};
const BARE = { cpuMs: 0.25, perSecond: 1_200, latencies: {}, latencyErrors: [0.1] };
const report = (paced: Partial<RunFigures>) =>
  reportOf({
    paced: [
      { bare: BARE, run: { ...RUN, ...paced } },
      { bare: BARE, run: RUN },
    ],
    bare: [BARE, BARE],
    sustained: RUN,
  });

describe('reportOf', () => {
  it('says that every bar is met', () => {
    expect(report({})).toMatchObject({ missed: 0 });
    expect(report({}).lines.at(-1)).toBe('Every bar is met.');
  });

  it.each([
    { workerMs: 0.6 },
    { postgresMs: 0.05 },
    { done: 998 },
    { twice: 1 },
    { lateness: [1, 600] },
    { latencyErrors: [-2, -2, 2] },
    { memory: { nowMb: 300, peakMb: 300 } },
    { latencyErrors: [] },
  ])('names what is missed: %o', (paced) => {
    const { lines, missed } = report(paced);
    expect(missed).toBeGreaterThan(0);
    expect(lines.some((line) => line.includes('MISSED'))).toBe(true);
  });
});
