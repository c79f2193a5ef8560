import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Jobs } from './jobs.ts';
import { CHECK_URGENT } from './queues.ts';
import { connectAsAdmin, startTestPostgres, type TestPostgres } from './testing/postgres.ts';
import { urgent } from './testing/urgent.ts';

const ignore = (): void => undefined;
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
});

describe('the figures of the queues', () => {
  it('tell what waits, what runs, what is planned and what failed for good', async () => {
    const jobs = new Jobs({ url: postgres.url, log, role: 'caller', name: 'test' });
    expect(await jobs.queue.figures()).toBeNull();
    expect(await jobs.queue.vacuum()).toBe(false);
    jobs.start();
    await new Promise<void>((resolve) => jobs.onReady(resolve));
    const figures = async () =>
      (await jobs.queue.figures())?.find(({ name }) => name === CHECK_URGENT.name);
    expect(await jobs.queue.vacuum()).toBe(true);
    expect((await jobs.queue.figures())?.map(({ name }) => name)).toEqual([
      'checks.partition',
      'checks.urgent',
      'deliveries.lane',
      'deliveries.send',
    ]);
    const nothing = { waiting: 0, deferred: 0, active: 0, oldestSeconds: null, deadLetters: 0 };
    expect(await figures()).toMatchObject(nothing);

    await jobs.queue.enqueueChecks([
      urgent('65a1b2c3d4e5f6a700000001', new Date()),
      urgent('65a1b2c3d4e5f6a700000002', new Date(Date.now() + 60_000)),
    ]);
    await sleep(10);
    expect(await figures()).toMatchObject({ waiting: 1, deferred: 1, active: 0 });
    expect((await figures())?.oldestSeconds).toBeGreaterThan(0);

    const hanging = new AbortController();
    jobs.work(CHECK_URGENT, {
      concurrency: 1,
      handler: (_payload, signal) =>
        new Promise((_resolve, reject) => {
          AbortSignal.any([signal, hanging.signal]).addEventListener('abort', () =>
            reject(new Error('It broke.')),
          );
        }),
    });
    await expect.poll(figures).toMatchObject({ waiting: 0, active: 1 });

    await using admin = await connectAsAdmin(postgres.url);
    await admin.query(`UPDATE jobs.job SET retry_limit = 0 WHERE state = 'active'`);
    hanging.abort();
    await expect.poll(figures).toMatchObject({ active: 0, deadLetters: 1, newDeadLetters: 1 });
    await admin.query(
      `UPDATE jobs.job SET created_on = now() - interval '61 minutes' WHERE name = 'dead-letters'`,
    );
    expect(await figures()).toMatchObject({ deadLetters: 1, newDeadLetters: 0 });
    await jobs.stopWork(0);
    await jobs.stop();
  }, 40_000);
});
