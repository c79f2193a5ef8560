import { afterEach, expect, it, vi } from 'vitest';
import type { QueueConnection } from './connection.ts';
import type { PgNotifications } from './pg-notifications.ts';
import { createQueue } from './queue.ts';
import { urgent } from './testing/urgent.ts';

/** A queue whose PostgreSQL answers when it is told to; `sent` has the keys of each insert. */
function stage({ isReady = true } = {}) {
  const sent: string[][] = [];
  const answers: (() => void)[] = [];
  const boss = {
    insert: async (_queue: string, jobs: readonly { singletonKey: string }[]) => {
      sent.push(jobs.map(({ singletonKey }) => singletonKey));
      await new Promise<void>((resolve) => answers.push(resolve));
      return [];
    },
  };
  const returns: (() => void)[] = [];
  const connection = {
    ...{ isReady, declare: async () => undefined, log: { debug: () => undefined } },
    watch: ({ onReady }: { onReady: () => void }) => returns.push(onReady),
    attempt: async (call: (given: typeof boss) => Promise<unknown>) =>
      connection.isReady ? await call(boss) : null,
  };
  const comeBack = (): void => {
    connection.isReady = true;
    for (const onReady of returns) onReady();
  };
  const queue = createQueue(
    connection as unknown as QueueConnection,
    { send: () => undefined } as Pick<PgNotifications, 'send'> as PgNotifications,
  );
  return { queue, sent, comeBack, answer: () => answers.shift()?.() };
}

it('sends what many alerts ask for at once together, one job for each lane', async () => {
  const { queue, sent, answer } = stage();
  const first = queue.enqueueLanes(['a'], null);
  await expect.poll(() => sent).toEqual([['a@now']]);
  const asked = Array.from({ length: 50 }, () => queue.enqueueLanes(['a', 'b'], null));
  expect(sent).toHaveLength(1);
  answer();
  await first;
  await expect.poll(() => sent.slice(1)).toEqual([['a@now', 'b@now']]);
  answer();
  await Promise.all(asked);
  expect(sent).toHaveLength(2);
});

afterEach(() => {
  vi.useRealTimers();
});

it('has a lane run once after PostgreSQL was away, however often that was asked for', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T12:00:00Z') });
  const { queue, sent, comeBack } = stage({ isReady: false });
  const after = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);
  for (const seconds of [5, 10, 20, 3_600]) await queue.enqueueLanes(['a'], after(seconds));
  await queue.enqueueLanes(['a', 'b'], null);
  vi.setSystemTime(after(60));
  comeBack();
  await expect.poll(() => sent).toHaveLength(1);
  const lanes = sent[0]?.map((key) => key.split('@')[0]);
  // What is due later than now has a job of its own.
  expect(lanes).toEqual(['a', 'a', 'b']);
});

it('has a target checked once after PostgreSQL was away, as the most urgent that was asked for', async () => {
  const { queue, sent, comeBack } = stage({ isReady: false });
  for (let i = 0; i < 100; i++) await queue.enqueueChecks([urgent('a', new Date(Date.now() - i))]);
  await queue.enqueueChecks([urgent('b', new Date(Date.now() + 60_000))]);
  comeBack();
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]?.map((key) => key.split('@')[0])).toEqual(['a', 'b']);
});
