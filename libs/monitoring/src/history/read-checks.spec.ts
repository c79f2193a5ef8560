import { Worker } from 'node:worker_threads';
import { NO_PHASES, type Check } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { MemoryTargets } from '../testing/memory-targets.ts';
import { history } from './read-checks.ts';

const now = new Date('2026-01-02T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

it('tells what was missed, up to now and without anybody having noticed', async () => {
  const target = targetRecord({
    state: { ...targetRecord().state, status: 'up', statusSince: ago(9_000) },
    schedule: { ...targetRecord().schedule, silentAt: ago(600) },
    gaps: [{ from: ago(4_000), to: ago(3_000) }],
  });
  const targets = new MemoryTargets();
  await targets.store.insert(target);
  const results = { async *range() {} };
  const ports = { targets: targets.store, results, now: () => now };
  const asked = { targetId: target.id, from: ago(3_600), to: ago(-60) };
  const { gaps } = await history(systemContext(ports as never), asked);
  expect(gaps).toEqual([
    { from: ago(3_600), to: ago(3_000) },
    { from: ago(600), to: now },
  ]);
});

/** Minutes ago at which checks were made; one that answered in as many milliseconds. */
const checks = (...minutes: number[]): Check[] =>
  minutes.map((minute) => ({
    at: ago(minute * 60),
    slot: ago(minute * 60),
    kind: 'http',
    origin: 'scheduled',
    confirmation: false,
    outcome: 'ok',
    statusCode: 200,
    latencyMs: minute,
    phases: NO_PHASES,
    address: null,
    attempts: 1,
    failure: null,
  }));

describe('a chart', () => {
  it('counts each check once: those in buckets, those carried, and those that are in both', async () => {
    const target = targetRecord({ intervalSeconds: 20, recent: checks(12, 9, 7, 1, 500) });
    const targets = new MemoryTargets();
    await targets.store.insert(target);
    const results = {
      async *range() {
        yield checks(59, 30);
        yield checks(12, 10, 7);
      },
    };
    const ports = { targets: targets.store, results, now: () => now };
    const { points } = await history(systemContext(ports as never), {
      targetId: target.id,
      from: ago(3_600),
      to: now,
    });
    const seen = points.filter((point) => point.checks > 0);
    expect(seen.map(({ at, p95Ms }) => [Math.round((+now - +at) / 60_000), p95Ms])).toEqual(
      [59, 30, 12, 10, 9, 7, 1].map((minute) => [minute, minute]),
    );
    expect(seen.every((point) => point.checks === 1)).toBe(true);
  });

  it('of 400 days at 20 s is made with little memory', async () => {
    const script = new URL('../testing/long-history.ts', import.meta.url);
    const thread = `import { parentPort } from 'node:worker_threads';
      import { chartOfLongHistory } from '${script.href}';
      parentPort.postMessage(await chartOfLongHistory());`;
    const ended = new Promise((resolve) => {
      new Worker(new URL(`data:text/javascript,${encodeURIComponent(thread)}`), {
        execArgv: ['--conditions=@app/source'],
        resourceLimits: { maxOldGenerationSizeMb: 32 },
      })
        .on('message', resolve)
        .on('error', resolve);
    });
    expect(await ended).toEqual({ points: 289, checks: 400 * 24 * 180 });
  }, 60_000);
});
