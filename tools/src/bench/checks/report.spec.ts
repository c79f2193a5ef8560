import { describe, expect, it } from 'vitest';
import { reportOf } from './report.ts';
import type { LoadFigures, RunFigures } from './run-worker.ts';
import type { Turn } from './take-turns.ts';

const TURN: Turn = {
  perSecond: 1_200,
  workerMs: 0.4,
  postgresMs: 0.01,
  documentsMs: 0.2,
  bareMs: 0.25,
};
const LOAD: LoadFigures = {
  turns: [TURN, TURN, TURN],
  due: 1_000,
  done: 1_000,
  twice: 0,
  lateness: [1, 2, 3],
  latencyErrors: [-0.5, 0, 0.5],
  dnsErrors: [],
  notOk: 0,
};
const RUN: RunFigures = {
  loads: [LOAD],
  bareErrors: [0.1],
  memory: { nowMb: 150, peakMb: 180 },
  queueBytes: { before: 1e6, after: 1e6 },
};
const report = (load: Partial<LoadFigures>, run: Partial<RunFigures> = {}) =>
  reportOf({
    paced: [{ ...RUN, loads: [{ ...LOAD, ...load }], ...run }, RUN],
    sustained: RUN,
  });
const allTurns = (turn: Partial<Turn>) => ({
  turns: LOAD.turns.map((one) => ({ ...one, ...turn })),
});

describe('reportOf', () => {
  it('says that every bar is met', () => {
    expect(report({})).toMatchObject({ missed: 0 });
    expect(report({}).lines.at(-1)).toBe('Every bar is met.');
  });

  it('is not misled by one turn that others have disturbed', () => {
    expect(report({ turns: [TURN, { ...TURN, workerMs: 0.9 }, TURN] }).missed).toBe(0);
  });

  it('holds each turn of the worker to the bare loop of the same turn', () => {
    const turns = [1, 2, 3].map((slower) => ({
      ...TURN,
      workerMs: TURN.workerMs * slower,
      bareMs: TURN.bareMs * slower,
    }));
    expect(report({ turns }).lines.find((line) => line.includes('  against'))).toMatch(/ 1\.600 x/);
  });

  it.each([
    allTurns({ workerMs: 0.6 }),
    allTurns({ postgresMs: 0.05 }),
    { turns: [] },
    { done: 998 },
    { twice: 1 },
    { lateness: [1, 600] },
    { latencyErrors: [-2, -2, 2] },
    { latencyErrors: [] },
  ])('names what is missed: %o', (load) => {
    const { lines, missed } = report(load);
    expect(missed).toBeGreaterThan(0);
    expect(lines.some((line) => line.includes('MISSED'))).toBe(true);
  });

  it('holds the worker to its memory', () => {
    expect(report({}, { memory: { nowMb: 300, peakMb: 300 } }).missed).toBe(1);
  });
});
