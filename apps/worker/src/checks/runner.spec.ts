import { initialState, type HttpProbeContext, type ProbeResult } from '@app/domain';
import type { ClaimedTarget } from '@app/monitoring';
import { expect, it } from 'vitest';
import type { LoopWatch } from '../loop-watch.ts';
import { Attendance } from './attendance.ts';
import { ConcurrencyLimiter } from './concurrency-limiter.ts';
import { CheckRunner, type RunnerParts } from './runner.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const never = new AbortController().signal;

const claimed = (host: string): ClaimedTarget =>
  ({
    slot: NOW,
    target: {
      ...{ id: host, url: `http://${host}/`, intervalSeconds: 20, lastCheck: null },
      thresholds: { slowMs: null },
      state: initialState(NOW),
    },
  }) as ClaimedTarget;

/** A runner whose checks all fail, and go on with further attempts where they may, until they are ended. */
function start(concurrency: number) {
  const retrying: string[] = [];
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const probeHttp = async ({ url }: { url: string }, { mayRetry }: HttpProbeContext) => {
    if (mayRetry?.()) {
      retrying.push(new URL(url).host);
      expect(mayRetry()).toBe(true);
      await ended;
    }
    return { outcome: 'failed', failure: null, address: null } as ProbeResult;
  };
  const parts = {
    ports: { now: () => NOW, probeHttp, log: {} },
    gate: new ConcurrencyLimiter(concurrency),
    loopWatch: { blockedMs: () => 0 } as unknown as LoopWatch,
    concurrency,
    attendance: new Attendance(),
  };
  return { runner: new CheckRunner(parts as unknown as RunnerParts), retrying, end };
}

it('ends checks after one attempt when many targets fail at once', async () => {
  const { runner, retrying, end } = start(100);
  const hosts = Array.from({ length: 30 }, (_, i) => `host${i}`);
  const runs = hosts.map((host) => runner.run(claimed(host), false, never));
  await Promise.all(runs.slice(10));
  expect(retrying).toEqual(hosts.slice(0, 10));
  end();
  await Promise.all(runs);
  await runner.run(claimed('later'), false, never);
  expect(retrying).toContain('later');
});

it.each([
  ['failed', 'status', 'status'],
  ['slow', 'status', null],
  ['inconclusive', 'network', null],
] as const)('takes a target whose last check was %s (%s) for failing by %s', async (...row) => {
  const [outcome, failureClass, failing] = row;
  const seen: unknown[] = [];
  const { target, slot } = claimed('put-off.example');
  const result = { outcome: 'ok', failure: null, address: null } as ProbeResult;
  const gate = {
    run: (visitor: { failing: unknown }) => {
      seen.push(visitor.failing);
      return Promise.resolve({ claimed: { target }, result });
    },
  };
  const lastCheck = { outcome, failure: { class: failureClass, code: null, message: 'Why.' } };
  const one = { slot, target: { ...target, lastCheck } } as ClaimedTarget;
  const parts = { ports: { now: () => NOW }, gate, attendance: new Attendance(), concurrency: 1 };
  await new CheckRunner(parts as unknown as RunnerParts).run(one, false, never);
  expect(seen).toEqual([failing]);
});
