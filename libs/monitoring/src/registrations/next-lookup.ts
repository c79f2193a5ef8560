import { nextLookupAt, stableHash, type Registration } from '@app/domain';

const HASHES = 2 ** 32;

/**
 * When a domain is looked up next, never in the past. The jitter follows from the domain and its last lookup, so that
 * whoever works it out comes to the same.
 */
export function nextLookup(registration: Registration, now: Date): Date {
  const { domain, lookedUpAt } = registration;
  const jitter = stableHash(`lookup:${domain}:${lookedUpAt?.getTime() ?? 0}`) / HASHES;
  const next = nextLookupAt(registration, now, jitter);
  return next > now ? next : now;
}
