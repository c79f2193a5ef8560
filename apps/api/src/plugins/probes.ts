import { type Component, overallHealth, type SystemHealth } from '@app/domain';
import type { Metrics } from '@app/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../guards/refusal.ts';

export interface ProbesOptions {
  /** Parts without which this process cannot answer requests. */
  readonly readiness: () => Promise<Component[]>;
  readonly metrics: Metrics;
  /** Who may read figures and details. */
  readonly isInner: (request: FastifyRequest) => boolean;
}

/** Serves what machines ask: is the process alive, can it work, and its figures. */
export async function serveProbes(
  server: FastifyInstance,
  { readiness, metrics, isInner }: ProbesOptions,
): Promise<void> {
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  server.get('/health/live', () => ({ status: 'ok' }));

  server.get('/health/ready', async (request, reply): Promise<SystemHealth> => {
    const health = overallHealth(await readiness());
    if (health.status === 'failing') reply.status(503);
    return isInner(request) ? health : { ...health, components: [] };
  });

  server.get('/metrics', async (request, reply) => {
    if (!isInner(request)) {
      throw new Refusal(
        403,
        'Figures are shown to networks of METRICS_ALLOW_CIDRS only, under an own name or address.',
      );
    }
    reply.type(metrics.contentType);
    return metrics.render();
  });
}
