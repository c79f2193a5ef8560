import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Jobs } from './jobs.ts';
import { CHECK_URGENT } from './queues.ts';
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
let jobs: Jobs;
/** Targets whose checks meet a fault of ours. */
const poisoned = new Set<string>();
const done: string[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  admin = await connectAsAdmin(postgres.url);
  jobs = new Jobs({ url: postgres.url, log: recordingLog().log, role: 'worker', name: 'test' });
  expect(await jobs.queue.deadLetters({ cursor: null, limit: 1 })).toBeNull();
  jobs.start();
  await new Promise<void>((resolve) => jobs.onReady(resolve));
  await admin.query(`UPDATE jobs.queue SET retry_limit = 0 WHERE name = '${CHECK_URGENT.name}'`);
  jobs.work(CHECK_URGENT, {
    concurrency: 10,
    handler: async ({ targetId }) => {
      if (poisoned.has(targetId)) throw new Error('cannot reach mongodb://me:secret@db');
      done.push(targetId);
    },
  });
});
afterAll(async () => {
  await jobs.stopWork(0);
  await jobs.stop();
  await admin[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});

const letters = async (limit = 50) =>
  (await jobs.queue.deadLetters({ cursor: null, limit }))?.items ?? [];
const about = async (targetId: string) =>
  (await letters()).find(({ payload }) => payload['targetId'] === targetId);

async function bury(...targetIds: string[]): Promise<void> {
  for (const targetId of targetIds) {
    poisoned.add(targetId);
    await jobs.queue.enqueueChecks([urgent(targetId, new Date())]);
    await expect.poll(() => about(targetId)).toBeDefined();
    poisoned.delete(targetId);
  }
}

describe('dead letters', () => {
  it('are listed with queue, payload, reason and time', async () => {
    const from = Date.now();
    await bury('a');
    expect(await about('a')).toEqual({
      id: expect.any(String),
      queue: 'checks.urgent',
      payload: { targetId: 'a' },
      reason: 'cannot reach mongodb://db',
      failedAt: expect.any(Date),
      tries: 1,
    });
    expect((await about('a'))?.failedAt.getTime()).toBeGreaterThanOrEqual(from - 1_000);
  });

  it('come in pages, newest first', async () => {
    await bury('b', 'c', 'd');
    const all = await letters();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await jobs.queue.deadLetters({ cursor, limit: 1 });
      seen.push(...(page?.items ?? []).map(({ id }) => id));
      cursor = page?.nextCursor ?? null;
    } while (cursor !== null);
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(all.slice(0, 3).map(({ payload }) => payload['targetId'])).toEqual(['d', 'c', 'b']);
    await expect(jobs.queue.deadLetters({ cursor: 'x/y', limit: 1 })).rejects.toThrow(/cursor/);
  });

  it('are driven again once, and run', async () => {
    await bury('e');
    const letter = await about('e');
    expect(await jobs.queue.redriveDeadLetter(letter!.id)).toEqual(letter);
    await expect.poll(() => done).toContain('e');
    expect(await about('e')).toBeUndefined();
    expect(await jobs.queue.redriveDeadLetter(letter!.id)).toBe('none');
  });

  it('are dropped when their work waits in the queue already', async () => {
    const slot = new Date(Date.now() + 3_600_000);
    await jobs.queue.enqueueChecks([urgent('f', slot)]);
    const [waiting] = (await admin.query(
      `SELECT singleton_key AS key FROM jobs.job WHERE data->>'targetId' = 'f'`,
    )) as { key: string }[];
    await bury('g');
    const letter = await about('g');
    await admin.query(
      `UPDATE jobs.job SET singleton_key = '${waiting?.key ?? ''}' WHERE id = '${letter?.id ?? ''}'`,
    );
    expect(await jobs.queue.redriveDeadLetter(letter!.id)).toEqual(letter);
    expect(await about('g')).toBeUndefined();
    const left = await admin.query(
      `SELECT 1 FROM jobs.job WHERE name = 'dead-letters' AND data->>'targetId' = 'g'`,
    );
    expect(left).toEqual([]);
    expect(done).not.toContain('g');
  });
});
