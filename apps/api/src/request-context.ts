import type { RequestContext, RequestServices } from '@app/router';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Makes the context of one request; `signal` aborts when the client goes away before it has its answer. */
export type CreateContext = (request: FastifyRequest, signal: AbortSignal) => RequestContext;

/**
 * Returns what makes the context of each request: the seam for authentication. Whoever adds it sets the principal as
 * the actor here, and lets the one middleware of the router judge it.
 */
export const requestContexts =
  (services: RequestServices): CreateContext =>
  (request, signal) => ({
    ...services,
    ports: { ...services.ports, log: request.log },
    actor: { kind: 'person', address: request.ip },
    requestId: request.id,
    signal,
  });

/** Returns a signal that aborts when the client goes away before it has its answer. */
export function whenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) gone.abort(new Error('The client went away.'));
  });
  return gone.signal;
}
