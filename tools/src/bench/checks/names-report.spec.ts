import { describe, expect, it } from 'vitest';
import { NO_PHASES, type Check } from '@app/domain';
import { errorsOfNames } from './name-plan.ts';
import { namesReportOf } from './names-report.ts';
import type { LoadFigures } from './run-worker.ts';

const turnOf = (workerMs: number) => ({
  perSecond: 300,
  workerMs,
  postgresMs: 0.01,
  documentsMs: 0.2,
  bareMs: NaN,
});
const turnsOf = (...costs: number[]) => ({ turns: costs.map(turnOf) });
const LOAD: LoadFigures = {
  ...turnsOf(0.4, 0.5, 0.4),
  due: 1_000,
  done: 1_000,
  twice: 0,
  lateness: [1, 2, 3],
  latencyErrors: [],
  dnsErrors: [-0.5, 0.2, 0.4],
  notOk: 0,
};
const report = (beside: Partial<LoadFigures>, names: Partial<LoadFigures> = {}) =>
  namesReportOf({
    addresses: LOAD,
    names: { ...LOAD, ...names },
    beside: { ...LOAD, ...beside },
  });

describe('namesReportOf', () => {
  it('says that every bar is met', () => {
    expect(report({}).missed).toBe(0);
  });

  it.each([{ done: 999 }, { notOk: 1 }, { dnsErrors: [0, 0, 6] }, { dnsErrors: [] }])(
    'names what is missed beside dead names: %o',
    (beside) => {
      expect(report(beside).missed).toBeGreaterThan(0);
    },
  );

  it('holds names to the cost of addresses', () => {
    expect(report({}, turnsOf(0.45, 0.55, 0.45)).missed).toBe(0);
    expect(report({}, turnsOf(0.5, 0.6, 0.5)).missed).toBe(1);
  });
});

describe('errorsOfNames', () => {
  const check = (dnsMs: number, more: Partial<Check> = {}): Check => ({
    at: new Date(0),
    slot: new Date(0),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    outcome: 'ok',
    statusCode: 200,
    latencyMs: 70,
    phases: { ...NO_PHASES, dnsMs },
    address: '127.0.0.1',
    attempts: 1,
    failure: null,
    ...more,
  });
  const names = { hostOf: (number: number) => `www.site${number}.test` };

  it('compares each check that asked with the answer it got', () => {
    const checks = [check(21), check(0, { dnsCached: true }), check(20.5)];
    const truths = { 'www.site7.test': [20.5, 20.25] };
    expect(errorsOfNames([{ id: 'a', number: 7, checks }], truths, names)).toEqual([0.25, 0.5]);
  });

  it('leaves a target out whose checks and answers do not go together', () => {
    const truths = { 'www.site7.test': [20, 20] };
    expect(errorsOfNames([{ id: 'a', number: 7, checks: [check(21)] }], truths, names)).toEqual([]);
  });
});
