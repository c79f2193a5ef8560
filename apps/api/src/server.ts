import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { type Cidr, type Component, containsAddress, parseAddress } from '@app/domain';
import type { Metrics } from '@app/platform';
import type { RequestServices } from '@app/router';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { allowOrigins } from './guards/allow-origins.ts';
import { checkHost } from './guards/check-host.ts';
import { checkOrigin } from './guards/check-origin.ts';
import { checkSite } from './guards/check-site.ts';
import { drainRefusedBodies } from './guards/drain-body.ts';
import { identifyCallers, nobodyByName, type Identify } from './guards/identify.ts';
import { createInnerCircle } from './guards/inner-circle.ts';
import { asRefusal } from './guards/refusal.ts';
import { addSecurityHeaders } from './guards/security-headers.ts';
import { logRequests, type RequestLogOptions } from './plugins/request-log.ts';
import { serveAcknowledgePage } from './plugins/acknowledge.ts';
import { serveBadges } from './plugins/badges.ts';
import { serveCalendar } from './plugins/calendar.ts';
import { serveExamples } from './plugins/examples.ts';
import { serveExports } from './plugins/exports.ts';
import { serveProbes } from './plugins/probes.ts';
import { serveReports } from './plugins/reports.ts';
import { serveStatusPages } from './plugins/status-pages.ts';
import { serveTrpc } from './plugins/trpc.ts';
import { serveWebApp } from './plugins/web-app.ts';
import { createTlsServer, type TlsFiles } from './tls/create-tls-server.ts';
import { requestContexts } from './request-context.ts';

export interface ServerOptions {
  readonly log: FastifyBaseLogger;
  /** Where each request is noted. Default: nowhere. */
  readonly access?: RequestLogOptions['access'];
  readonly metrics: Metrics;
  readonly host: string;
  readonly publicUrl: string;
  /** Networks of proxies that are believed when they say who calls. */
  readonly trustedProxies?: readonly Cidr[];
  /** Networks that may read figures and details of health. */
  readonly metricsAllow: readonly Cidr[];
  /** Origins of pages that may ask as ours do. */
  readonly corsOrigins?: readonly string[];
  /** Files of the certificate that is shown; without them it is plain http. */
  readonly tls?: TlsFiles | null;
  /** Says who asks: the seam for authentication. Without it nobody has a name. */
  readonly identify?: Identify;
  /** What every procedure gets beside the context of its request. */
  readonly services: RequestServices;
  readonly readiness: () => Promise<Component[]>;
  /** Folder of the built web app. */
  readonly webFolder: string;
}

const BODY_LIMIT_BYTES = 256 * 1_024;
const REQUEST_TIMEOUT_MS = 30_000;
const OVERDUE_CHECK_MS = 5_000;

/** Twenty names of procedures with commas fit easily. */
const MAX_PARAM_LENGTH = 2_000;

/** Builds the server with all routes; it does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, metrics, host, publicUrl, services, readiness, webFolder } = options;
  const { trustedProxies = [], metricsAllow, corsOrigins = [], tls = null } = options;
  const { identify = nobodyByName, access = null } = options;
  const server = fastify({
    // Its own lines of information repeat what main tells.
    loggerInstance: log.child({}, { level: 'warn' }),
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: ({ headers }) => givenId(headers['x-request-id']) ?? randomUUID(),
    trustProxy: trustedProxies.length > 0 && ((address) => isAmong(trustedProxies, address)),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { connectionsCheckingInterval: OVERDUE_CHECK_MS },
    ...(tls && {
      serverFactory: (handler: RequestListener) =>
        createTlsServer(handler, {
          files: tls,
          requestTimeoutMs: REQUEST_TIMEOUT_MS,
          checkEveryMs: OVERDUE_CHECK_MS,
          log,
        }),
    }),
    // Open event streams would keep the process from ending.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  });

  server.setErrorHandler((error, _request, reply) => {
    const refusal = asRefusal(error);
    if (refusal) {
      const { code, statusCode, message, retryAfterSeconds } = refusal;
      if (retryAfterSeconds !== null) reply.header('retry-after', String(retryAfterSeconds));
      return reply.status(statusCode).send({ error: { code, message } });
    }
    log.error({ err: error }, 'a request failed');
    return reply.status(500).send({
      error: {
        code: 'INTERNAL_SERVER_ERROR',
        message: 'Something went wrong here, and it is logged.',
      },
    });
  });

  logRequests(server, { access, metrics });
  await addSecurityHeaders(server, { isTls: tls !== null || publicUrl.startsWith('https:') });
  checkHost(server, { host, publicUrl });
  allowOrigins(server, corsOrigins);
  checkSite(server, { publicUrl, corsOrigins });
  checkOrigin(server, { publicUrl, corsOrigins });
  identifyCallers(server, identify);
  drainRefusedBodies(server);

  const createContext = requestContexts(services);
  await server.register(serveTrpc, { prefix: '/trpc', createContext, limits: services.limits });
  const reading = { createContext, services };
  await server.register(serveCalendar, { ...reading, publicUrl });
  await server.register(serveBadges, reading);
  await server.register(serveExamples);
  await server.register(serveExports, reading);
  await server.register(serveAcknowledgePage, reading);
  await server.register(serveReports, reading);
  await server.register(serveStatusPages, { services });
  const isInner = createInnerCircle({ host, publicUrl, metricsAllow });
  await server.register(serveProbes, { readiness, metrics, isInner });
  await serveWebApp(server, webFolder);
  return server;
}

/** The id that a page gave its request; null for anything that is none. */
const givenId = (sent: unknown): string | null =>
  typeof sent === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(sent) ? sent : null;

function isAmong(networks: readonly Cidr[], text: string): boolean {
  // A socket that listens for both families writes IPv4 addresses as IPv6 ones.
  const address = parseAddress(text.replace(/^::ffff:(?=\d+\.)/i, ''));
  return address !== null && networks.some((block) => containsAddress(block, address));
}
