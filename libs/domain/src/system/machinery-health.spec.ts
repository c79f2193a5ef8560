import { describe, expect, it } from 'vitest';
import type { ProcessFigures } from './process-figures.ts';
import { apiComponent, type HealthFigures, machineryComponents } from './machinery-health.ts';
import { judgeSystem } from './trouble.ts';
import type { WorkerFigures } from './queues.ts';

const MB = 1_048_576;
const at = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(at.getTime() - seconds * 1_000);

const own = (name: string, change: Partial<ProcessFigures> = {}) => ({
  ...{ name, version: '1', memoryBytes: 120 * MB, freeMemoryBytes: 900 * MB },
  ...{ errorsPerMinute: 0, clockMs: 3 },
  ...change,
});
const worker = (id: string, change: Partial<WorkerFigures> = {}): WorkerFigures => ({
  ...{ id, startedAt: ago(900), seenAt: ago(3), loopDelayMs: 12, checksPerMinute: 9 },
  ...own(`host:${id}`),
  ...change,
});
const api = (id: string, change: Partial<ProcessFigures> = {}): ProcessFigures => ({
  ...{ id, startedAt: ago(900), at: ago(2), loopDelayMs: 40 },
  ...own(`web:${id}`),
  ...change,
});
const QUEUE = {
  ...{ name: 'deliveries.lane', waiting: 2, deferred: 0, active: 0, oldestSeconds: 4 },
  ...{ deadLetters: 0, newDeadLetters: 0 },
};
const figures = (change: Partial<HealthFigures> = {}): HealthFigures => ({
  ...{ at, queues: [QUEUE], workers: [worker('1')], apis: [api('1')] },
  ...{ overdue: { count: 0, oldestSeconds: null }, freeBytes: 50_000 * MB },
  ...change,
});
const shown = (change?: Partial<HealthFigures>) =>
  machineryComponents(figures(change)).map(({ name, status }) => `${name} ${status}`);

describe('machineryComponents', () => {
  it('says how each part does while all is well', () => {
    expect(
      Object.fromEntries(machineryComponents(figures()).map((one) => [one.name, one.detail])),
    ).toEqual({
      worker: '1 worker running: host:1.',
      queues: '2 jobs wait, the oldest for 4 s.',
      load: 'No check is overdue. No process stood still for longer than 40 ms.',
      clocks: 'The clocks of all processes agree within 0.1 s.',
      memory: 'host:1 uses 120 MB, web:1 uses 120 MB.',
      disk: '52 GB are free on the disk of the document store.',
    });
  });

  it.each<[string, Partial<HealthFigures>]>([
    ['worker failing', { workers: [] }],
    ['worker degraded', { workers: [worker('1'), worker('2', { seenAt: ago(40) })] }],
    ['queues degraded', { queues: [{ ...QUEUE, oldestSeconds: 61 }] }],
    ['queues degraded', { queues: [{ ...QUEUE, newDeadLetters: 1 }] }],
    ['load failing', { overdue: { count: 1, oldestSeconds: 70 } }],
    ['load degraded', { workers: [worker('1', { loopDelayMs: 1_001 })] }],
    ['disk failing', { freeBytes: 63 * MB }],
    ['memory degraded', { apis: [api('1', { freeMemoryBytes: 47 * MB })] }],
    ['clocks degraded', { apis: [api('1', { clockMs: 10_003 })] }],
    ['errors degraded', { workers: [worker('1', { errorsPerMinute: 20 })] }],
    [
      'secrets-of-workers failing',
      { workers: [worker('1', { locked: { is: 'no-key', keyIds: [], channels: 1, targets: 0 } })] },
    ],
  ])('says that %s, as the alert does', (part, change) => {
    expect(shown(change)).toContain(part);
    const [name] = part.split(' ');
    const others = shown(change).filter((one) => !one.startsWith(`${name ?? ''} `));
    if (change.workers?.length !== 0) expect(others.every((one) => one.endsWith(' ok'))).toBe(true);
  });

  it('says nothing well of what people are told is not', () => {
    const bad = figures({
      workers: [worker('1', { loopDelayMs: 5_000, longestWaitMs: 90_000, errorsPerMinute: 99 })],
      queues: [{ ...QUEUE, waiting: 20_000, newDeadLetters: 3 }],
      overdue: { count: 5, oldestSeconds: 99 },
    });
    const words = machineryComponents(bad)
      .filter(({ status }) => status !== 'ok')
      .map(({ detail }) => detail);
    expect(judgeSystem(bad).length).toBeGreaterThan(4);
    expect(words.join(' ')).toMatch(/stood still.*overdue|overdue.*stood still/);
  });

  it('knows nothing of what older versions do not tell', () => {
    const { name: _, clockMs: __, memoryBytes: ___, ...old } = worker('old');
    const parts = machineryComponents(
      figures({ workers: [old], apis: [], freeBytes: null, queues: null }),
    );
    expect(parts.map(({ name }) => name)).toEqual(['worker', 'load']);
    expect(parts[0]?.detail).toBe('1 worker running: old.');
  });
});

describe('apiComponent', () => {
  it('names the processes that answer, and those that no longer do', () => {
    expect(apiComponent(figures({ apis: [] }))).toBeNull();
    expect(apiComponent(figures({ apis: [api('1'), api('2')] }))).toEqual({
      ...{ name: 'api', status: 'ok' },
      detail: '2 api processes running: web:1, web:2.',
    });
    const gone = api('2', { at: ago(45) });
    expect(apiComponent(figures({ apis: [api('1'), gone] }))).toEqual({
      ...{ name: 'api', status: 'degraded' },
      detail:
        '1 api process running: web:1. web:2 has given no sign of life for half a minute: start it again.',
    });
    expect(apiComponent(figures({ apis: [api('1'), api('2', { at: ago(900) })] }))?.status).toBe(
      'ok',
    );
  });
});
