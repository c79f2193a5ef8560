import { randomUUID } from 'node:crypto';
import { PARTITIONS } from '@app/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChangeListener } from './change-events.ts';
import type { JobHandler } from './consumer.ts';
import { Jobs } from './jobs.ts';
import { CHECK_URGENT, DELIVERY_LANE } from './queues.ts';
import {
  connectAsAdmin,
  startTestPostgres,
  type TestAdmin,
  type TestPostgres,
} from './testing/postgres.ts';
import { urgent } from './testing/urgent.ts';
import { recordingLog } from './testing/recording-log.ts';

let postgres: TestPostgres;
let admin: TestAdmin;
let open: Jobs[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  admin = await connectAsAdmin(postgres.url);
});
afterAll(async () => {
  await admin[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});
afterEach(async () => {
  await Promise.all(
    open.map(async (jobs) => {
      await jobs.stopWork(0);
      await jobs.stop();
    }),
  );
  open = [];
});

const freshSchema = (): string => `s${randomUUID().replaceAll('-', '').slice(0, 12)}`;

async function startJobs(schema: string, log = recordingLog()): Promise<Jobs> {
  const jobs = new Jobs({ url: postgres.url, log: log.log, role: 'worker', name: 'test', schema });
  open.push(jobs);
  jobs.start();
  await expect.poll(() => jobs.isReady).toBe(true);
  return jobs;
}

describe('urgent checks', () => {
  it('start within a moment of the ring', async () => {
    const jobs = await startJobs(freshSchema());
    const startedAt: number[] = [];
    jobs.work(CHECK_URGENT, {
      concurrency: 5,
      handler: async () => {
        startedAt.push(performance.now());
      },
    });
    // Between two polls, so that only the notice can explain a quick start.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const delays: number[] = [];
    for (let i = 0; i < 5; i++) {
      const rungAt = performance.now();
      await jobs.queue.enqueueChecks([urgent(`target-${i}`, new Date())]);
      await expect.poll(() => startedAt.length, { interval: 5, timeout: 60_000 }).toBe(i + 1);
      delays.push((startedAt[i] ?? Infinity) - rungAt);
    }
    expect(Math.min(...delays)).toBeLessThan(200);
  });

  it('run once for a slot however often it is enqueued', async () => {
    const jobs = await startJobs(freshSchema());
    const slot = new Date(Date.now() + 500);
    await Promise.all([1, 2, 3].map(() => jobs.queue.enqueueChecks([urgent('a', slot)])));
    const handler = vi.fn<JobHandler<{ targetId: string }>>(async () => undefined);
    jobs.work(CHECK_URGENT, { concurrency: 5, handler });
    expect(handler).not.toHaveBeenCalled();
    await expect.poll(() => handler.mock.calls.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(handler).toHaveBeenCalledOnce();
    expect(handler.mock.calls[0]?.[0]).toEqual({ targetId: 'a' });
  });

  it('are not held up by one that hangs', async () => {
    const jobs = await startJobs(freshSchema());
    const done: string[] = [];
    jobs.work(CHECK_URGENT, {
      concurrency: 3,
      handler: async ({ targetId }, signal) => {
        if (targetId === 'hangs') {
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error));
          });
        }
        done.push(targetId);
      },
    });
    await jobs.queue.enqueueChecks([urgent('hangs', new Date())]);
    for (let i = 0; i < 10; i++) await jobs.queue.enqueueChecks([urgent(`ok-${i}`, new Date())]);
    await expect.poll(() => done.length).toBe(10);
  });

  it('that somebody waits for go before all confirmations of a mass outage', async () => {
    const jobs = await startJobs(freshSchema());
    const slot = new Date();
    const confirmations = Array.from({ length: 300 }, (_, i) => urgent(`site-${i}`, slot));
    await jobs.queue.enqueueChecks(confirmations);
    await jobs.queue.enqueueChecks([
      urgent('now', slot, 'manual'),
      urgent('new', slot, 'scheduled'),
    ]);
    const begun: string[] = [];
    jobs.work(CHECK_URGENT, {
      concurrency: 2,
      handler: async ({ targetId }) => void begun.push(targetId),
    });
    await expect.poll(() => begun.length).toBeGreaterThan(2);
    expect(begun.slice(0, 2).sort()).toEqual(['new', 'now']);
  });

  it('are tried again after a fault of ours', async () => {
    const jobs = await startJobs(freshSchema());
    let calls = 0;
    jobs.work(CHECK_URGENT, {
      concurrency: 1,
      handler: async () => {
        if (++calls === 1) throw new Error('the store is away');
      },
    });
    await jobs.queue.enqueueChecks([urgent('a', new Date())]);
    await expect.poll(() => calls).toBe(2);
  });

  it('go back to the queue when the worker stops before they are done', async () => {
    const schema = freshSchema();
    const first = await startJobs(schema);
    const started = vi.fn();
    first.work(CHECK_URGENT, {
      concurrency: 1,
      handler: async (_, signal) => {
        started();
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
    });
    await first.queue.enqueueChecks([urgent('a', new Date())]);
    await expect.poll(() => started.mock.calls.length).toBe(1);
    await first.stopWork(50);
    await first.stop();

    const second = await startJobs(schema);
    const handler = vi.fn<JobHandler<{ targetId: string }>>(async () => undefined);
    second.work(CHECK_URGENT, { concurrency: 1, handler });
    await expect.poll(() => handler.mock.calls.length).toBe(1);
  });
});

describe('lanes of channels', () => {
  it('are run at once or at their time', async () => {
    const jobs = await startJobs(freshSchema());
    const run: string[] = [];
    jobs.work(DELIVERY_LANE, {
      concurrency: 20,
      handler: async ({ laneId }) => {
        run.push(laneId);
      },
    });
    await jobs.queue.enqueueLanes(['later'], new Date(Date.now() + 1_500));
    await jobs.queue.enqueueLanes(['a', 'b', 'c'], null);
    await expect.poll(() => [...run].sort()).toEqual(['a', 'b', 'c']);
    await expect.poll(() => run).toContain('later');
  });

  it('have one job however much waits, and one more for what comes while they run', async () => {
    const jobs = await startJobs(freshSchema());
    const soon = new Date(Date.now() + 3_600_000);
    for (let i = 0; i < 5; i++) await jobs.queue.enqueueLanes(['a'], soon);
    for (let i = 0; i < 5; i++) await jobs.queue.enqueueLanes(['a'], null);
    const figures = async () =>
      (await jobs.queue.figures())?.find(({ name }) => name === DELIVERY_LANE.name);
    expect(await figures()).toMatchObject({ waiting: 1, deferred: 1 });
    let runs = 0;
    let end = (): void => undefined;
    jobs.work(DELIVERY_LANE, {
      concurrency: 5,
      handler: async () => {
        if (++runs === 1) await new Promise<void>((resolve) => (end = resolve));
      },
    });
    await expect.poll(() => runs).toBe(1);
    await jobs.queue.enqueueLanes(['a'], null);
    await expect.poll(() => runs).toBe(2);
    end();
  });

  it('end as dead letters with a short reason when our faults do not end', async () => {
    const schema = freshSchema();
    const jobs = await startJobs(schema);
    await admin.query(`UPDATE ${schema}.queue SET retry_limit = 0 WHERE name = 'deliveries.lane'`);
    jobs.work(DELIVERY_LANE, {
      concurrency: 1,
      handler: async () => {
        throw Object.assign(new Error('cannot reach mongodb://me:secret@db'), {
          request: { headers: { authorization: 'Bearer secret' } },
        });
      },
    });
    await jobs.queue.enqueueLanes(['poison'], null);
    const dead = async (): Promise<unknown[]> =>
      admin.query(`SELECT data, source_output FROM ${schema}.job WHERE name = 'dead-letters'`);
    await expect.poll(dead).toEqual([
      {
        data: { laneId: 'poison' },
        source_output: { code: 'Error', text: 'cannot reach mongodb://db' },
      },
    ]);
  });
});

describe('partitions', () => {
  it('are held by one worker each and go to others when given back', async () => {
    const schema = freshSchema();
    const [a, b] = await Promise.all([startJobs(schema), startJobs(schema)]);
    await Promise.all([a.partitions.ensure(), b.partitions.ensure()]);
    const ofA = await a.partitions.take(40);
    const ofB = await b.partitions.take(PARTITIONS);
    expect(ofA).toHaveLength(40);
    expect(ofB).toHaveLength(PARTITIONS - 40);
    expect(new Set([...ofA, ...ofB].map(({ partition }) => partition)).size).toBe(PARTITIONS);

    await a.partitions.giveBack(ofA.slice(0, 8));
    expect(await b.partitions.take(PARTITIONS)).toHaveLength(8);
    expect(await a.partitions.keep(ofA)).toEqual(ofA.slice(8));
  });
});

describe('change events', () => {
  it('tells every listener what changed', async () => {
    const schema = freshSchema();
    const [a, b] = await Promise.all([startJobs(schema), startJobs(schema)]);
    const heard = [vi.fn<ChangeListener['onChanges']>(), vi.fn<ChangeListener['onChanges']>()];
    const listening = vi.fn();
    a.listen({ onChanges: heard[0]!, onRegained: listening });
    b.listen({ onChanges: heard[1]!, onRegained: listening });
    await expect.poll(() => listening.mock.calls.length).toBe(2);
    await a.changes.publish([
      { type: 'target', id: '1' },
      { type: 'result', id: '1' },
    ]);
    await a.changes.publish([
      { type: 'target', id: '1' },
      { type: 'inbox', id: '2' },
      { type: 'domain', id: 'xn--bcher-kva.example' },
    ]);
    for (const listener of heard) {
      await expect
        .poll(() => listener.mock.calls.flatMap(([changes]) => changes))
        .toEqual([
          { type: 'target', id: '1' },
          { type: 'result', id: '1' },
          { type: 'inbox', id: '2' },
          { type: 'domain', id: 'xn--bcher-kva.example' },
        ]);
    }
  });
});

describe('a schema that is dropped while running', () => {
  it('is built again, and work goes on', async () => {
    const schema = freshSchema();
    const log = recordingLog();
    const jobs = await startJobs(schema, log);
    await jobs.partitions.ensure();
    const claims = await jobs.partitions.take(PARTITIONS);
    const handled: string[] = [];
    jobs.work(CHECK_URGENT, {
      concurrency: 5,
      handler: async ({ targetId }) => {
        handled.push(targetId);
      },
    });
    await admin.query(`DROP SCHEMA ${schema} CASCADE`);
    await expect
      .poll(
        async () => {
          await jobs.queue.enqueueChecks([urgent('after', new Date())]);
          return handled;
        },
        { timeout: 60_000, interval: 200 },
      )
      .toContain('after');
    await jobs.partitions.ensure();
    expect(await jobs.partitions.keep(claims)).toEqual([]);
    expect(await jobs.partitions.take(PARTITIONS)).toHaveLength(PARTITIONS);
    expect(log.messages('warn').join()).toContain('tables of the queue are gone');
  });
});
