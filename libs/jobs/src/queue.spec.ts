import { expect, it } from 'vitest';
import type { QueueConnection } from './connection.ts';
import type { PgNotifications } from './pg-notifications.ts';
import { createQueue } from './queue.ts';

/** A queue whose PostgreSQL answers when it is told to; `sent` has the keys of each insert. */
function stage() {
  const sent: string[][] = [];
  const answers: (() => void)[] = [];
  const boss = {
    insert: async (_queue: string, jobs: readonly { singletonKey: string }[]) => {
      sent.push(jobs.map(({ singletonKey }) => singletonKey));
      await new Promise<void>((resolve) => answers.push(resolve));
      return [];
    },
  };
  const connection = {
    ...{ isReady: true, watch: () => undefined, declare: async () => undefined },
    attempt: (call: (given: typeof boss) => Promise<unknown>) => call(boss),
  };
  const queue = createQueue(
    connection as unknown as QueueConnection,
    { send: () => undefined } as Pick<PgNotifications, 'send'> as PgNotifications,
  );
  return { queue, sent, answer: () => answers.shift()?.() };
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
