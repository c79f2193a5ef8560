import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../guards/refusal.ts';
import { NOT_BUILT_PAGE } from './not-built-page.ts';
import { preloadLink, readPagePreloads } from './page-preloads.ts';

/** Files whose name ends in a hash of their content, as the build of Angular writes it: they never change. */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2)(?:\.br|\.gz)?$/;

/** Paths that belong to programs; a wrong one is an error and not a page of the web app. */
const PROGRAM_PATHS = /^\/(?:trpc|health|metrics|badge|export|status|report)(?:\/|\?|$)/;

const wantsPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !PROGRAM_PATHS.test(url) &&
  (headers.accept ?? '').includes('text/html');

/** Serves the built web app; every path that asks for a page gets it, because it routes by itself. */
export async function serveWebApp(server: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = (): boolean => existsSync(join(folder, 'index.html'));

  await server.register(serveStatic, {
    root: folder,
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    allowedPath: (path) => !path.endsWith('/'),
    suppressWarning: true,
    // What the build has compressed; a client that takes none of it gets the file itself.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header(
        'cache-control',
        HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });

  const sendApp = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!isBuilt()) {
      return reply.status(503).type('text/html; charset=utf-8').send(NOT_BUILT_PAGE);
    }
    const link = preloadLink(await readPagePreloads(folder), request.url);
    if (link !== null) reply.header('link', link);
    return reply.sendFile('index.html');
  };

  server.get('/', sendApp);
  server.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) return sendApp(request, reply);
    throw new Refusal(404, 'There is nothing at this address.');
  });
}
