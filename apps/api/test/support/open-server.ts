import { createMetrics, readEnv } from '@app/platform';
import type { CallGuard, ChangeRecorder, RequestServices } from '@app/router';
import { pino } from 'pino';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildServer, type ServerOptions } from '../../src/server.ts';

/** Limits that nobody reaches. */
const UNLIMITED: CallGuard = {
  admit: () => Promise.resolve(() => undefined),
  openStream: () => () => undefined,
  describe: () => Promise.reject(new Error('not described')),
};

/** Keeps nothing. */
const UNRECORDED: ChangeRecorder = { begin: () => Promise.resolve(() => Promise.resolve()) };

/** Services whose parts fail when they are used, except those that are given. */
export const servicesWith = (parts: Partial<RequestServices> = {}): RequestServices =>
  ({ isOutage: () => false, limits: UNLIMITED, audit: UNRECORDED, ...parts }) as RequestServices;

export interface TestServer {
  server: FastifyInstance;
  /** Lines that were logged, parsed. */
  lines: Record<string, unknown>[];
}

/** A server for one test; it does not listen. */
export async function openServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const server = await buildServer({
    log,
    metrics: createMetrics('api'),
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    metricsAllow: readEnv({}).metricsAllow,
    services: servicesWith(),
    readiness: () => Promise.resolve([]),
    webFolder: '/nonexistent',
    ...options,
  });
  onTestFinished(() => server.close());
  return { server, lines };
}

const HOST = '127.0.0.1:3000';

/** Calls a procedure as a program does; the answer with its status. */
export async function call(
  server: FastifyInstance,
  method: 'GET' | 'POST',
  path: string,
  input?: unknown,
): Promise<{ status: number; data: unknown; error: RpcError | null }> {
  const envelope = JSON.stringify({ json: input });
  const query =
    method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(envelope)}` : '';
  const { statusCode, body } = await server.inject({
    method,
    url: `/trpc/${path}${query}`,
    headers: { host: HOST, ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { payload: envelope }),
  });
  const answer = JSON.parse(body) as {
    result?: { data: { json: unknown } };
    error?: { json: RpcError };
  };
  return {
    status: statusCode,
    data: answer.result?.data.json,
    error: answer.error?.json ?? null,
  };
}

export interface RpcError {
  message: string;
  data: {
    code: string;
    httpStatus: number;
    reason: string | null;
    field: string | null;
    issues: { path: string; message: string }[];
  };
}
