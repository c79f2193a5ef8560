import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Jobs } from './jobs.ts';
import { CHECK_URGENT } from './queues.ts';
import { type TestPostgres, startTestPostgres } from './testing/postgres.ts';
import { urgent } from './testing/urgent.ts';
import { recordingLog } from './testing/recording-log.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
});

it('starts before the database, outlives its loss, keeps rings, and says so once for each change', async () => {
  await postgres.halt();
  const log = recordingLog();
  const jobs = new Jobs({ url: postgres.url, log: log.log, role: 'worker', name: 'test' });
  const handled: string[] = [];
  jobs.work(CHECK_URGENT, {
    concurrency: 5,
    handler: async ({ targetId }) => {
      handled.push(targetId);
    },
  });
  const changes = { onChanges: vi.fn(), onLost: vi.fn(), onRegained: vi.fn() };
  jobs.listen(changes);
  jobs.start();
  await expect.poll(() => log.messages('warn').length).toBe(1);
  await jobs.queue.enqueueChecks([urgent('before', new Date())]);

  await postgres.resume();
  await expect.poll(() => jobs.isReady).toBe(true);
  await jobs.queue.enqueueChecks([urgent('first', new Date())]);
  await expect.poll(() => [...handled].sort()).toEqual(['before', 'first']);
  await expect.poll(() => changes.onRegained.mock.calls.length).toBe(1);

  await jobs.partitions.ensure();
  const claims = await jobs.partitions.take(10);
  await postgres.halt();
  await expect.poll(() => jobs.isReady).toBe(false);
  expect(changes.onLost).toHaveBeenCalled();
  await jobs.queue.enqueueChecks([urgent('meanwhile', new Date())]);
  await jobs.changes.publish([{ type: 'target', id: '1' }]);
  expect(await jobs.partitions.keep(claims)).toEqual(claims);

  await postgres.resume();
  await expect.poll(() => jobs.isReady).toBe(true);
  await jobs.queue.enqueueChecks([urgent('second', new Date())]);
  await expect.poll(() => handled.slice(2).sort()).toEqual(['meanwhile', 'second']);
  // A server that shuts down slowly may be lost, found and lost again.
  await expect
    .poll(() => changes.onRegained.mock.calls.length)
    .toBe(changes.onLost.mock.calls.length + 1);
  await jobs.changes.publish([{ type: 'target', id: '2' }]);
  await expect.poll(() => changes.onChanges.mock.calls).toEqual([[[{ type: 'target', id: '2' }]]]);

  await jobs.stopWork(0);
  await jobs.stop();
  const told = log.lines.filter(({ level }) => level !== 'debug');
  expect(told.map(({ level }) => level).join(' ')).toMatch(/^warn info( warn info)+$/);
}, 60_000);
