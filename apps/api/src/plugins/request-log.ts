import { callerOf } from '@app/domain/limits';
import type { Metrics } from '@app/platform';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';

export interface RequestLogOptions {
  /** Where each request is noted; null for nowhere. */
  readonly access: Pick<FastifyBaseLogger, 'info'> | null;
  readonly metrics: Metrics;
}

/** Seconds; pages of thousands of targets and exports take the longest. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const MAX_CALLS = 300;
const EVENT_STREAM = 'text/event-stream';

/**
 * Notes each request when its answer is over: what was asked of which route, by whom as limits count, and how that ended.
 * Never what was sent, nor the address as it was sent: both may hold secrets. Must be added before all routes.
 */
export function logRequests(server: FastifyInstance, { access, metrics }: RequestLogOptions): void {
  const requests = metrics.counter({
    name: 'http_requests_total',
    help: 'Requests that were answered.',
    labels: ['method', 'route', 'status'],
  });
  const seconds = metrics.histogram({
    name: 'http_request_seconds',
    help: 'Time to the end of an answer, live streams left out.',
    labels: ['route'],
    buckets: BUCKETS,
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const ms = Math.round(reply.elapsedTime);
    requests.inc({ method, route, status: String(status) });
    const isStream = String(reply.getHeader('content-type')).startsWith(EVENT_STREAM);
    if (!isStream) seconds.observe({ route }, reply.elapsedTime / 1_000);
    const calls = callsOf(request);
    access?.info(
      {
        requestId: request.id,
        caller: callerOf(request.ip),
        ...{ method, route, status, ms },
        ...(calls !== null && { calls }),
      },
      'request',
    );
    done();
  });
}

/** The procedures of a request of ours, as it names them. */
function callsOf({ params }: FastifyRequest): string | null {
  const path: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, 'path') : undefined;
  return typeof path === 'string' ? path.slice(0, MAX_CALLS) : null;
}
