import {
  type ClaimedTarget,
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  DEFAULT_THRESHOLDS,
  initialState,
  type HttpProbe,
  type LastCheck,
  NO_PHASES,
  type ProbeResult,
} from '@app/domain';
import { expect, it, vi } from 'vitest';
import { Attendance } from './attendance.ts';
import { ConcurrencyLimiter } from './concurrency-limiter.ts';
import { StatusChecks, type StatusChecksParts } from './status-checks.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const never = new AbortController().signal;

const claimed = (host: string, lastCheck: LastCheck | null = null): ClaimedTarget => ({
  slot: NOW,
  origin: 'scheduled',
  lease: { token: 't', until: NOW },
  recentCount: 0,
  hour: null,
  target: {
    id: host,
    url: `http://${host}/`,
    intervalSeconds: 20,
    request: DEFAULT_REQUEST,
    expect: DEFAULT_EXPECTATION,
    thresholds: DEFAULT_THRESHOLDS,
    version: 1,
    state: initialState(NOW),
    lastCheck,
    schedule: { dueAt: NOW, urgent: null, lease: null, silentAt: null },
  },
});

const result = (outcome: ProbeResult['outcome']): ProbeResult => ({
  ...{ outcome, statusCode: null, latencyMs: null, phases: NO_PHASES },
  ...{ address: null, attempts: 1, failure: null },
});

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

/** The parts of such checks, with a probe and a limiter of the test's own. */
function parts(over: {
  probe?: HttpProbe;
  limiter: StatusChecksParts['limiter'];
  concurrency: number;
}): StatusChecksParts {
  const { probe = async () => result('ok'), limiter, concurrency } = over;
  return {
    ports: {
      now: () => NOW,
      statusProbes: { http: { probe } },
      log,
      targets: { get: async () => null },
      judgeUrl: (url) => ({ ok: true, url, key: url, name: url }),
    },
    limiter,
    loopWatch: { blockedMs: () => 0 },
    concurrency,
    attendance: new Attendance(),
    recorder: { add: async () => undefined },
    keeper: { ended: () => undefined },
    place: () => null,
  };
}

/** Checks that all fail, and go on with further attempts where they may, until they are ended. */
function start(concurrency: number) {
  const retrying: string[] = [];
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const probe: HttpProbe = async ({ url }, { mayRetry }) => {
    if (mayRetry?.()) {
      retrying.push(new URL(url).host);
      expect(mayRetry()).toBe(true);
      await ended;
    }
    return result('failed');
  };
  const limiter = new ConcurrencyLimiter(concurrency);
  return { checks: new StatusChecks(parts({ probe, limiter, concurrency })), retrying, end };
}

it('ends checks after one attempt when many targets fail at once', async () => {
  const { checks, retrying, end } = start(100);
  const hosts = Array.from({ length: 30 }, (_, i) => `host${i}`);
  const runs = hosts.map((host) => checks.probe(claimed(host), never));
  await Promise.all(runs.slice(10));
  expect(retrying).toEqual(hosts.slice(0, 10));
  end();
  await Promise.all(runs);
  await checks.probe(claimed('later'), never);
  expect(retrying).toContain('later');
});

it.each([
  ['failed', 'status', 'status'],
  ['slow', 'status', null],
  ['inconclusive', 'network', null],
] as const)('takes a target whose last check was %s (%s) for failing by %s', async (...row) => {
  const [outcome, failureClass, failing] = row;
  const seen: unknown[] = [];
  const limiter: StatusChecksParts['limiter'] = {
    run: async (permit, _signal, task) => {
      seen.push(permit.failing);
      return await task();
    },
  };
  const one = claimed('put-off.example', {
    ...{ at: NOW, outcome, statusCode: null, latencyMs: null },
    failure: { class: failureClass, code: null, fact: { is: 'code' } },
  });
  await new StatusChecks(parts({ limiter, concurrency: 1 })).probe(one, never);
  expect(seen).toEqual([failing]);
});
