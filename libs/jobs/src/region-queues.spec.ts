import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JobHandler } from './consumer.ts';
import { Jobs } from './jobs.ts';
import { CHECK_URGENT, urgentQueueOf } from './queues.ts';
import {
  connectAsAdmin,
  startTestPostgres,
  type TestAdmin,
  type TestPostgres,
} from './testing/postgres.ts';
import { recordingLog } from './testing/recording-log.ts';
import { urgent } from './testing/urgent.ts';

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

async function startJobs(schema: string): Promise<Jobs> {
  const { log } = recordingLog();
  const jobs = new Jobs({ url: postgres.url, log, role: 'worker', name: 'test', schema });
  open.push(jobs);
  jobs.start();
  await expect.poll(() => jobs.isReady).toBe(true);
  return jobs;
}

describe('urgent checks of a region', () => {
  it('go to a worker of that region first, and to everybody later', async () => {
    const schema = freshSchema();
    const [fra, hel] = await Promise.all([startJobs(schema), startJobs(schema)]);
    const inHel = vi.fn<JobHandler<{ targetId: string }>>(async () => undefined);
    const anywhere = vi.fn<JobHandler<{ targetId: string }>>(async () => undefined);
    hel.work(urgentQueueOf('hel'), { concurrency: 5, handler: inHel });
    fra.work(CHECK_URGENT, { concurrency: 5, handler: anywhere });
    const slot = new Date();
    const reserved = { region: 'hel', until: new Date(slot.getTime() + 1_500) };
    await fra.queue.enqueueChecks([{ ...urgent('a', slot), reserved }]);
    await expect.poll(() => inHel.mock.calls.length, { timeout: 60_000 }).toBe(1);
    await expect.poll(() => anywhere.mock.calls.length, { timeout: 60_000 }).toBe(1);
    expect(inHel.mock.invocationCallOrder[0]).toBeLessThan(
      anywhere.mock.invocationCallOrder[0] ?? 0,
    );
  });

  it('wait for nobody where the region has no worker', async () => {
    const jobs = await startJobs(freshSchema());
    const handler = vi.fn<JobHandler<{ targetId: string }>>(async () => undefined);
    jobs.work(CHECK_URGENT, { concurrency: 5, handler });
    const slot = new Date(Date.now() - 2_000);
    const reserved = { region: 'nowhere', until: new Date(Date.now() - 1_000) };
    await jobs.queue.enqueueChecks([{ ...urgent('a', slot), reserved }]);
    await expect.poll(() => handler.mock.calls.length, { timeout: 60_000 }).toBe(1);
  });

  it('survive the loss of the tables', async () => {
    const schema = freshSchema();
    const jobs = await startJobs(schema);
    const handler = vi.fn<JobHandler<{ targetId: string }>>(async () => undefined);
    jobs.work(urgentQueueOf('hel'), { concurrency: 5, handler });
    const ring = (id: string): Promise<void> => {
      const reserved = { region: 'hel', until: new Date(Date.now() + 60_000) };
      return jobs.queue.enqueueChecks([{ ...urgent(id, new Date()), reserved }]);
    };
    const handled = (): string[] => handler.mock.calls.map(([{ targetId }]) => targetId);
    await ring('a');
    await expect.poll(handled, { timeout: 60_000 }).toEqual(['a']);
    await admin.query(`DROP SCHEMA ${schema} CASCADE`);
    // Kept until the tables are there again, and sent then, once.
    await ring('b');
    await expect.poll(handled, { timeout: 60_000 }).toEqual(['a', 'b']);
    await ring('c');
    await expect.poll(handled, { timeout: 60_000 }).toEqual(['a', 'b', 'c']);
  });
});
