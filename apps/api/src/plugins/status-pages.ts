import { createHash } from 'node:crypto';
import { logoOrigin } from '@app/domain/status-pages';
import { readStatus, systemContext } from '@app/monitoring';
import type { RequestServices } from '@app/router';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { statusFeed } from '../feed/status-feed.ts';
import { missingPageHtml, statusPageHtml } from '../pages/status-page.ts';
import { STATUS_STYLE } from '../pages/status-style.ts';
import {
  type MadeDocument,
  type MadePage,
  PAGE_MAX_AGE_MS,
  PublicPages,
} from '../status-page/public-pages.ts';
import { chooseEncoding } from './compress-answer.ts';
import { admit, readOrRefuse } from './read-or-refuse.ts';

export interface StatusPagesOptions {
  readonly services: Pick<RequestServices, 'ports' | 'isOutage' | 'limits'>;
}

interface PageRequest {
  Params: { slug: string };
}

const CACHED = `public, max-age=${PAGE_MAX_AGE_MS / 1_000}`;
const STYLE_HASH = createHash('sha256').update(STATUS_STYLE).digest('base64');

/** What a browser may do with such a page: show its own style and its logo, and nothing else. */
const policyFor = (logo: string | null): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `img-src ${logoOrigin(logo) ?? 'data:'}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/**
 * Serves the pages that anybody may see, and their feeds. They come from memory, so that a crowd costs next to nothing and is
 * not counted against its limits; whoever asks for what is not there is.
 */
export async function serveStatusPages(
  server: FastifyInstance,
  { services }: StatusPagesOptions,
): Promise<void> {
  const { ports } = services;
  const context = systemContext(ports, { name: 'api' });
  const read = readOrRefuse(services);
  const pages = new PublicPages({
    list: () => ports.statusPages.list(),
    read: (page) => readStatus(context, page),
    html: statusPageHtml,
    feed: statusFeed,
    clock: () => performance.now(),
  });

  /** Null for a page that is not there or switched off. */
  const find = async (request: FastifyRequest<PageRequest>): Promise<MadePage | null> => {
    const { slug } = request.params;
    const known = await read(pages.get(slug));
    if (known) return known;
    await admit(services, request, '/status');
    return await read(pages.getFresh(slug));
  };

  server.get<PageRequest>('/status/:slug', async (request, reply) => {
    const page = await find(request);
    reply.type('text/html; charset=utf-8');
    reply.header('content-security-policy', policyFor(page?.logo ?? null));
    if (page) return send(request, reply, page.html);
    return reply.status(404).header('cache-control', 'no-store').send(missingPageHtml());
  });

  server.get<PageRequest>('/status/:slug/feed.atom', async (request, reply) => {
    const page = await find(request);
    reply.header('content-security-policy', policyFor(null));
    if (page) return send(request, reply.type('application/atom+xml; charset=utf-8'), page.feed);
    reply.status(404).type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return reply.send(missingPageHtml());
  });
}

function send(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { text, compressed, etag }: MadeDocument,
): FastifyReply {
  const vary = [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', ');
  reply.header('cache-control', CACHED).header('etag', etag).header('vary', vary);
  if (namesTag(headers['if-none-match'], etag)) return reply.status(304).send();
  if (chooseEncoding(headers['accept-encoding']) === null) return reply.send(text);
  return reply.header('content-encoding', 'gzip').send(compressed);
}

/** Whether what a client has is this one (RFC 9110, weak comparison). */
const namesTag = (known: string | undefined, etag: string): boolean =>
  (known ?? '').split(',').some((one) => ['*', etag, etag.slice(2)].includes(one.trim()));
