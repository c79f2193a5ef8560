import { isUtf8 } from 'node:buffer';
import { AppError } from '@app/domain';
import { appRouter, type CallGuard, type CALLS, errorId } from '@app/router';
import { getTRPCErrorShape, transformTRPCResponse, TRPCError } from '@trpc/server';
import {
  type CreateFastifyContextOptions,
  fastifyRequestHandler,
} from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asRefusal, Refusal, refusedAs429 } from '../guards/refusal.ts';
import type { CreateContext } from '../request-context.ts';
import { compressAnswer } from './compress-answer.ts';

/** Procedures of one request, at most; `maxItems` of the web client is the same. */
const MAX_BATCH = 20;

/** Errors that are a fault of ours or of a database; all others are a client's and not worth a line. */
const OWN_FAULTS = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

type RpcRequest = FastifyRequest<{ Params: { path: string } }>;

export interface TrpcOptions {
  readonly createContext: CreateContext;
  readonly limits: Pick<CallGuard, 'openStream'>;
}

/** Serves the public contract: `GET` for queries and subscriptions, `POST` with JSON for mutations. */
export async function serveTrpc(
  server: FastifyInstance,
  { createContext, limits }: TrpcOptions,
): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    if (Buffer.isBuffer(body) && isUtf8(body)) done(null, body.toString('utf8'));
    else done(new Refusal(400, 'The body is not valid UTF-8.'));
  });

  server.addHook('onSend', async (request, reply, payload) => {
    // no-transform keeps proxies from holding back an event stream to compress it.
    reply.header('cache-control', 'no-store, no-transform');
    return await compressAnswer(request, reply, payload);
  });

  server.setErrorHandler((error, request, reply) => {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    const { code, statusCode, message, retryAfterSeconds } = refusal;
    if (retryAfterSeconds !== null) reply.header('retry-after', String(retryAfterSeconds));
    const shape = getTRPCErrorShape({
      config: appRouter._def._config,
      error: new TRPCError({ code, message }),
      type: 'unknown',
      path: (request as RpcRequest).params.path,
      input: undefined,
      ctx: undefined,
    });
    shape.data.httpStatus = statusCode;
    return reply
      .status(statusCode)
      .send(transformTRPCResponse(appRouter._def._config, { error: shape }));
  });

  server.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/:path',
    handler: (_request, reply) => {
      reply.header('allow', 'GET, POST');
      throw new Refusal(405, 'Queries are asked with GET, changes with POST.');
    },
  });

  server.route({
    method: ['GET', 'POST'],
    url: '/:path',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (request.method === 'POST' && request.body === undefined) {
        // A POST without a body has no content type that the parser could refuse.
        requireJson(request);
      }
      if (isStream((request as RpcRequest).params.path)) {
        // tRPC would answer 200 first, and refuse within the stream.
        const close = takePlace(limits, request.ip);
        reply.raw.once('close', close);
      }
      await fastifyRequestHandler({
        router: appRouter,
        req: request,
        res: reply,
        path: (request as RpcRequest).params.path,
        maxBatchSize: MAX_BATCH,
        createContext: ({ req, info }: CreateFastifyContextOptions) =>
          createContext(req, info.signal),
        responseMeta: ({ errors }) => ({ headers: retryAfterHeader(errors) }),
        onError: ({ error, path }) => {
          if (!OWN_FAULTS.has(error.code)) return;
          request.log.error(
            { err: error.cause ?? error, errorId: errorId(error), procedure: path },
            'a procedure failed',
          );
        },
      });
    },
  });
}

function takePlace(limits: Pick<CallGuard, 'openStream'>, address: string): () => void {
  try {
    return limits.openStream(address);
  } catch (error) {
    throw refusedAs429(error);
  }
}

/** The one subscription that there is. */
const STREAM: keyof typeof CALLS = 'live.events';

const isStream = (path: string): boolean => path === STREAM;

/** The longest time that any call of the request has to wait. */
function retryAfterHeader(errors: readonly TRPCError[]): Headers {
  const waits = errors.flatMap(({ cause }) =>
    cause instanceof AppError ? (cause.retryAfterSeconds ?? []) : [],
  );
  return new Headers(waits.length > 0 ? [['retry-after', String(Math.max(...waits))]] : []);
}

function requireJson({ headers }: FastifyRequest): void {
  if (/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return;
  throw Object.assign(new Error(), { statusCode: 415 });
}
