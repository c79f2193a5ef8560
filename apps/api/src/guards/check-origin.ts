import type { FastifyInstance } from 'fastify';
import { Refusal } from './refusal.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True when a page of this origin is ours: it has the host that was asked, or is the public address. */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!/^https?:/.test(origin) || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === host?.toLowerCase() || url.origin === new URL(publicUrl).origin;
}

export interface SiteRules {
  readonly publicUrl: string;
  /** Origins of pages that may ask as ours do. */
  readonly corsOrigins: readonly string[];
}

/**
 * Refuses writes that a page of another origin makes a browser send. Programs that are no browsers send no
 * origin and pass.
 */
export function checkOrigin(server: FastifyInstance, { publicUrl, corsOrigins }: SiteRules): void {
  server.addHook('onRequest', async ({ method, headers }) => {
    const { origin, host } = headers;
    if (SAFE_METHODS.has(method) || origin === undefined) return;
    if (corsOrigins.includes(origin) || isOwnOrigin(origin, host, publicUrl)) return;
    throw new Refusal(403, 'Pages of another origin may not change anything here.');
  });
}
