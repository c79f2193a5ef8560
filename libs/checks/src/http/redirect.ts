import type { Failure, FailureFact } from '@app/domain';
import { withoutBodyHeaders, withoutSecrets, type RequestHeaders } from './request-headers.ts';

/** One request of an attempt. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: RequestHeaders;
  readonly body: string | null;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** True for the answers that send a client elsewhere; 300 and 304 are final. */
export const isRedirect = (statusCode: number): boolean => REDIRECTS.has(statusCode);

export const redirectFailure = (code: string, fact: FailureFact = { is: 'code' }): Failure => ({
  class: 'redirect',
  code,
  fact,
});

/** Method rules of the Fetch standard: 303, and 301 or 302 after POST, continue with GET. */
const becomesGet = (statusCode: number, method: string): boolean =>
  statusCode === 303
    ? method !== 'GET' && method !== 'HEAD'
    : (statusCode === 301 || statusCode === 302) && method === 'POST';

/** Bytes beyond ASCII are sent back as they came, each percent-encoded. */
const withoutRawBytes = (location: string): string =>
  location.replace(
    /[\u0080-\u00ff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The request that a redirect asks for, or why it cannot be followed. From https to http is followed as browsers
 * do; it is another origin, so nothing secret goes along.
 */
export function nextHop(hop: Hop, statusCode: number, location: string | null): Hop | Failure {
  // Browsers take an empty one for none.
  if (!location) {
    return redirectFailure('REDIRECT_NO_LOCATION', { is: 'no-location', status: statusCode });
  }
  const url = URL.parse(withoutRawBytes(location), hop.url.href);
  if (!url) {
    return redirectFailure('REDIRECT_BAD_LOCATION');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return redirectFailure('REDIRECT_SCHEME');
  }
  url.username = '';
  url.password = '';
  const sameOrigin = url.origin === hop.url.origin;
  const headers = sameOrigin ? hop.headers : withoutSecrets(hop.headers);
  return becomesGet(statusCode, hop.method)
    ? { url, method: 'GET', headers: withoutBodyHeaders(headers), body: null }
    : { ...hop, url, headers };
}
