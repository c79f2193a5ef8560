import { PARTITIONS } from '@app/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Jobs } from './jobs.ts';
import {
  connectAsAdmin,
  startTestPostgres,
  type TestAdmin,
  type TestPostgres,
} from './testing/postgres.ts';
import { recordingLog } from './testing/recording-log.ts';

let postgres: TestPostgres;
let admin: TestAdmin;

beforeAll(async () => {
  postgres = await startTestPostgres();
  admin = await connectAsAdmin(postgres.url);
});
afterAll(async () => {
  await admin[Symbol.asyncDispose]();
  await postgres[Symbol.asyncDispose]();
});

async function startJobs(schema: string): Promise<Jobs> {
  const { url } = postgres;
  const jobs = new Jobs({ url, log: recordingLog().log, role: 'worker', name: 'test', schema });
  jobs.start();
  await expect.poll(() => jobs.isReady).toBe(true);
  return jobs;
}

/** Dates everything that the queue knows an hour later, as if its clock had been an hour ahead until now. */
async function setBack(schema: string): Promise<void> {
  const columns = await admin.query(`
    SELECT table_name AS "table", string_agg(format('%1$I = %1$I + interval ''1 hour''', column_name), ', ') AS "set"
    FROM information_schema.columns
    WHERE table_schema = '${schema}' AND table_name IN ('job', 'queue', 'version', 'instance')
      AND data_type = 'timestamp with time zone'
    GROUP BY table_name`);
  for (const { table, set } of columns as { table: string; set: string }[]) {
    await admin.query(`UPDATE ${schema}.${table} SET ${set}`);
  }
}

it('partitions of a dead worker go to others although the clock of PostgreSQL was set back an hour', async () => {
  const schema = 'set_back';
  const [dying, living] = [await startJobs(schema), await startJobs(schema)];
  await dying.partitions.ensure();
  // It never keeps them: that is what a worker that died looks like.
  expect(await dying.partitions.take(PARTITIONS - 10)).toHaveLength(PARTITIONS - 10);
  const own = await living.partitions.take(4);
  await setBack(schema);

  let held = own;
  const beat = async (): Promise<number> => {
    await living.partitions.ensure();
    held = await living.partitions.keep(held);
    held = [...held, ...(await living.partitions.take(PARTITIONS))];
    return held.length;
  };
  await expect.poll(beat, { timeout: 45_000, interval: 1_000 }).toBe(PARTITIONS);
  expect(held).toEqual(expect.arrayContaining(own));
  await Promise.all([dying.stop(), living.stop()]);
}, 70_000);
