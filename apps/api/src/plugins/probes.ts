import { type Component, overallHealth, type SystemHealth } from '@app/domain';
import type { Metrics } from '@app/platform';
import type { FastifyInstance } from 'fastify';

export interface ProbesOptions {
  /** Parts without which this process cannot answer requests. */
  readonly readiness: () => Promise<Component[]>;
  readonly metrics: Metrics;
}

/** Serves what machines ask: is the process alive, can it work, and its figures. */
export async function serveProbes(
  server: FastifyInstance,
  { readiness, metrics }: ProbesOptions,
): Promise<void> {
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  server.get('/health/live', () => ({ status: 'ok' }));

  server.get('/health/ready', async (_request, reply): Promise<SystemHealth> => {
    const health = overallHealth(await readiness());
    if (health.status === 'failing') reply.status(503);
    return health;
  });

  server.get('/metrics', async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.render();
  });
}
