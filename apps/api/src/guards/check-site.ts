import type { FastifyInstance } from 'fastify';
import { isOwnOrigin, type SiteRules } from './check-origin.ts';
import { Refusal } from './refusal.ts';

/** What a browser sends for pages of ours, and for addresses that somebody typed. */
const OWN_SITES = new Set(['same-origin', 'none']);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Paths that pages of others have no use for, not even to read. */
const PROGRAM_PATHS = /^\/(?:trpc|metrics)(?:\/|\?|$)/;

/**
 * Refuses what a browser says that a page of another site asks for: writes, and everything about procedures. Links to
 * pages, calendars and badges work from everywhere. Programs that are no browsers do not say it and pass.
 */
export function checkSite(server: FastifyInstance, { publicUrl, corsOrigins }: SiteRules): void {
  server.addHook('onRequest', async ({ method, headers, url }) => {
    const site = headers['sec-fetch-site'];
    if (site === undefined || OWN_SITES.has(site)) return;
    if (SAFE_METHODS.has(method) && !PROGRAM_PATHS.test(url)) return;
    const { origin, host } = headers;
    if (origin !== undefined) {
      if (corsOrigins.includes(origin) || isOwnOrigin(origin, host, publicUrl)) return;
    }
    throw new Refusal(403, 'Pages of another site may not ask this server.');
  });
}
