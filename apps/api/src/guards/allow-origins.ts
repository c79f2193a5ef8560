import type { FastifyInstance } from 'fastify';

/** How long a browser may remember what it may do, in seconds. */
const REMEMBERED_S = 600;

/** Lets pages of other origins ask as ours do (`CORS_ORIGINS`). Without any, no browser gets a permission. */
export function allowOrigins(server: FastifyInstance, corsOrigins: readonly string[]): void {
  if (corsOrigins.length === 0) return;
  server.addHook('onRequest', async ({ method, headers }, reply) => {
    const { origin } = headers;
    reply.header('vary', 'Origin');
    if (origin === undefined || !corsOrigins.includes(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'retry-after');
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return;
    return await reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type, trpc-accept, last-event-id')
      .header('access-control-max-age', String(REMEMBERED_S))
      .status(204)
      .send();
  });
}
