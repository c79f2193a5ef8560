import type { Queue } from '@app/monitoring';
import type { RequestContext, RequestServices } from '@app/router';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Makes the context of one request; `signal` aborts when the client goes away before it has its answer. */
export type CreateContext = (request: FastifyRequest, signal: AbortSignal) => RequestContext;

/**
 * Returns what makes the context of each request. The actor is where the request came from and, where authentication was added,
 * who that is (`Identify`).
 */
export const requestContexts =
  (services: RequestServices): CreateContext =>
  (request, signal) => ({
    ...services,
    ports: {
      ...services.ports,
      log: request.log,
      // Made where it is asked for: most requests enqueue nothing.
      get queue() {
        return queueOfRequest(services.ports.queue, request.id);
      },
    },
    actor: {
      kind: 'person',
      address: request.ip,
      ...(request.principal !== null && { principal: request.principal }),
    },
    requestId: request.id,
    signal,
  });

/** The queue, whose jobs carry the id of the request: what a worker logs of them can be found by it. */
const queueOfRequest = (queue: Queue, requestId: string): Queue => ({
  ...queue,
  enqueueChecks: (checks) => queue.enqueueChecks(checks, requestId),
  enqueueLanes: (laneIds, at) => queue.enqueueLanes(laneIds, at, requestId),
});

/** Returns a signal that aborts when the client goes away before it has its answer. */
export function whenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) gone.abort(new Error('The client went away.'));
  });
  return gone.signal;
}
