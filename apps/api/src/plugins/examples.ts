import { setTimeout as sleep } from 'node:timers/promises';
import { EXAMPLES, EXAMPLES_PATH } from '@app/domain/examples';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../guards/refusal.ts';
import { whenGone } from '../request-context.ts';

const SLOW_MS = 1_500;
/** What goes up and down is down in the last part of each turn. */
const TURN_MS = 360_000;
const DOWN_MS = 120_000;

interface ExampleRequest {
  Params: { path: string };
}

/** Answers for the examples, each as it says that it does; nothing outside has to be asked. */
export async function serveExamples(
  server: FastifyInstance,
  { now = Date.now }: { now?: () => number } = {},
): Promise<void> {
  server.get<ExampleRequest>(`${EXAMPLES_PATH}:path`, async (request, reply) => {
    const example = EXAMPLES.find(({ path }) => path === request.params.path);
    if (!example) throw new Refusal(404, 'There is no such example.');
    if (example.now === 'slow') {
      await sleep(SLOW_MS, undefined, { signal: whenGone(reply) }).catch(() => undefined);
    }
    const isDown =
      example.now === 'down' ||
      (example.now === 'flapping' && now() % TURN_MS >= TURN_MS - DOWN_MS);
    return reply
      .status(isDown ? 500 : 200)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(`${example.settings.name}\n`);
  });
}
