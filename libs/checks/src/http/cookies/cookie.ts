import { isIP } from 'node:net';
import { hostOfUrl } from '@app/domain';
import { getPublicSuffix } from 'tldts';

/** A cookie as RFC 6265 (and its revision) keeps it. */
export interface Cookie {
  /** Empty for a cookie that is a value only. */
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  /** Sent to exactly this host, not to those below it. */
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  /** Milliseconds since 1970; null for the end of the session. */
  readonly expiresAt: number | null;
}

/** Longest name and value together, and longest value of an attribute, that browsers take. */
const MAX_PAIR = 4_096;
const MAX_ATTRIBUTE = 1_024;

// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

const isSecureUrl = (url: URL): boolean => url.protocol === 'https:';

function attributesOf(parts: readonly string[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf('=');
    const name = (equals === -1 ? part : part.slice(0, equals)).trim().toLowerCase();
    const value = equals === -1 ? '' : part.slice(equals + 1).trim();
    if (value.length <= MAX_ATTRIBUTE) attributes.set(name, value);
  }
  return attributes;
}

/** The directory of the request (RFC 6265 5.1.4). */
function defaultPath({ pathname }: URL): string {
  const end = pathname.lastIndexOf('/');
  return end <= 0 ? '/' : pathname.slice(0, end);
}

/** When a cookie ends; `Max-Age` beats `Expires`, and what cannot be read does not count. */
function expiryOf(attributes: ReadonlyMap<string, string>, now: number): number | null {
  const age = attributes.get('max-age') ?? '';
  if (/^-?\d+$/.test(age)) return now + Math.max(0, Number(age)) * 1_000;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(expires) ? null : expires;
}

/** True when a host is a domain or lies below it (RFC 6265 5.1.3). */
const domainMatches = (host: string, domain: string): boolean =>
  host === domain || (host.endsWith(`.${domain}`) && isIP(host) === 0);

interface Scope {
  readonly domain: string;
  readonly isHostOnly: boolean;
}

/** For whom a cookie is; null when it is for others than the host that sets it, or for a whole public suffix. */
function scopeOf(host: string, attribute: string | undefined): Scope | null {
  const domain = (attribute ?? '').replace(/^\./, '').toLowerCase();
  if (domain === '' || domain === host) {
    const isSuffix = getPublicSuffix(host, { allowPrivateDomains: true }) === host;
    return { domain: host, isHostOnly: domain === '' || isSuffix || isIP(host) !== 0 };
  }
  if (!domainMatches(host, domain)) return null;
  if (getPublicSuffix(domain, { allowPrivateDomains: true }) === domain) return null;
  return { domain, isHostOnly: false };
}

/** Names by which a server asks the browser to hold it to its promises. */
function keepsPromise(cookie: Cookie, attributes: ReadonlyMap<string, string>): boolean {
  const name = cookie.name.toLowerCase();
  if (name.startsWith('__host-')) {
    return cookie.isSecure && cookie.isHostOnly && attributes.get('path') === '/';
  }
  return !name.startsWith('__secure-') || cookie.isSecure;
}

/** Reads one Set-Cookie of an answer from `url`; null for a cookie that browsers would not keep. */
export function parseSetCookie(header: string, url: URL, now: number): Cookie | null {
  if (CONTROL.test(header)) return null;
  const [pair = '', ...parts] = header.split(';');
  const equals = pair.indexOf('=');
  const name = equals === -1 ? '' : pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  if (name.length + value.length > MAX_PAIR || name + value === '') return null;
  const attributes = attributesOf(parts);
  const scope = scopeOf(hostOfUrl(url), attributes.get('domain'));
  const isSecure = attributes.has('secure');
  if (!scope || (isSecure && !isSecureUrl(url))) return null;
  const path = attributes.get('path') ?? '';
  const cookie: Cookie = {
    name,
    value,
    ...scope,
    path: path.startsWith('/') ? path : defaultPath(url),
    isSecure,
    expiresAt: expiryOf(attributes, now),
  };
  return keepsPromise(cookie, attributes) ? cookie : null;
}

const pathMatches = (pathname: string, path: string): boolean =>
  pathname === path ||
  (pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/'));

/** True when a cookie goes along with a request. */
export function isFor(cookie: Cookie, url: URL, now: number): boolean {
  const host = hostOfUrl(url);
  return (
    (cookie.isHostOnly ? host === cookie.domain : domainMatches(host, cookie.domain)) &&
    pathMatches(url.pathname, cookie.path) &&
    (!cookie.isSecure || isSecureUrl(url)) &&
    (cookie.expiresAt === null || cookie.expiresAt > now)
  );
}
