import { hostOfUrl, portOfUrl } from '../common/url-parts.ts';
import { parseAddress } from '../egress/address.ts';
import type { EgressFact, EgressReason } from '../egress/denial.ts';
import { judgeHost, type EgressPolicy } from '../egress/policy.ts';
import { describeEgress } from '../text/egress.ts';
import { isDeniedPort } from './denied-ports.ts';
import { authorityOf, hasForbiddenCharacter, hostTextOf, isHostname } from './url-text.ts';

/** Longest URL that can be watched, in characters. */
const MAX_URL_LENGTH = 2_048;

/** Why a URL cannot be watched; clients get it as `data.reason`. */
export type UrlRefusalReason =
  | EgressReason
  | 'EMPTY'
  | 'TOO_LONG'
  | 'FORBIDDEN_CHAR'
  | 'SCHEME'
  | 'INVALID_URL'
  | 'USERINFO'
  | 'HOSTNAME'
  | 'NONCANONICAL_IP'
  | 'PORT'
  | 'BELOW_DOMAIN'
  | 'NOT_REGISTRABLE';

export interface UrlRefusal {
  readonly ok: false;
  readonly reason: UrlRefusalReason;
  /** A sentence that says what is wrong and how to mend it. */
  readonly message: string;
}

/** A refusal of where a URL leads; what is known of it is kept, and its sentence is not. */
export interface DeniedUrl extends UrlRefusal {
  readonly fact: EgressFact;
}

export interface TargetUrl {
  readonly ok: true;
  /** Normalised: lower-case host in ASCII, no default port, no final dot, no fragment. */
  readonly url: string;
  /** Equal for two URLs that ask the same server for the same thing. */
  readonly key: string;
  readonly scheme: 'http' | 'https';
  /** Host name in ASCII, or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** The host is international: show the ASCII form beside it, look-alikes exist. */
  readonly isInternational: boolean;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const HTTP = /^https?:/i;
const ABSOLUTE = /^https?:\/\/[^/]/i;
const UNRESERVED = /%(?:2d|2e|5f|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])/gi;

const refuse = (reason: UrlRefusalReason, message: string): UrlRefusal => ({
  ok: false,
  reason,
  message,
});

function refuseText(text: string): UrlRefusal | null {
  if (text === '') return refuse('EMPTY', 'Enter an address, for instance https://example.com.');
  if (text.length > MAX_URL_LENGTH) {
    return refuse(
      'TOO_LONG',
      `The address has more than ${MAX_URL_LENGTH} characters. Shorten it.`,
    );
  }
  if (hasForbiddenCharacter(text)) {
    return refuse(
      'FORBIDDEN_CHAR',
      'The address contains a blank, a backslash or an invisible character. Remove it, or write it as %XX.',
    );
  }
  if (SCHEME.test(text) && !HTTP.test(text)) {
    return refuse('SCHEME', 'Only http:// and https:// addresses can be watched.');
  }
  if (!ABSOLUTE.test(text) || !URL.canParse(text)) {
    return refuse('INVALID_URL', 'This is not a full address. Write it like https://example.com.');
  }
  return null;
}

function refuseAuthority(authority: string, host: string): UrlRefusal | null {
  if (authority.includes('@')) {
    return refuse(
      'USERINFO',
      'The address contains a user name or password. Remove the part before @; use a request header instead.',
    );
  }
  if (authority.includes('%')) {
    return refuse('FORBIDDEN_CHAR', 'The host name contains a % sign. Write it without encoding.');
  }
  const address = parseAddress(host);
  if (address?.length === 4 && hostTextOf(authority) !== host) {
    return refuse(
      'NONCANONICAL_IP',
      `This is an unusual way to write the IP address ${host}. Write it as ${host}.`,
    );
  }
  if (!address && !isHostname(host)) {
    return refuse('HOSTNAME', 'The host is not a valid DNS name. Check its spelling.');
  }
  return null;
}

/** Judges where a parsed URL leads, by port and egress policy; null when it may be contacted. */
export function judgeUrl(url: URL, policy: EgressPolicy): DeniedUrl | null {
  const port = portOfUrl(url);
  if (isDeniedPort(port)) return deny('PORT', { is: 'port', port });
  const denial = judgeHost(policy, hostOfUrl(url), port);
  return denial && deny(denial.reason, denial.fact);
}

const deny = (reason: UrlRefusalReason, fact: EgressFact): DeniedUrl => ({
  ...refuse(reason, describeEgress(fact)),
  fact,
});

/**
 * Checks and normalises a URL that a person wants to watch. Pure: names are judged again by their addresses
 * when the check connects.
 */
export function parseTargetUrl(
  input: string,
  policy: EgressPolicy,
): TargetUrl | UrlRefusal | DeniedUrl {
  const text = input.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  const refusedText = refuseText(text);
  if (refusedText) return refusedText;

  const url = new URL(text);
  url.hash = '';
  const host = hostOfUrl(url);
  const refused = refuseAuthority(authorityOf(text), host) ?? judgeUrl(url, policy);
  if (refused) return refused;

  if (!parseAddress(host)) url.hostname = host;
  return {
    ok: true,
    url: url.href,
    key: normaliseEscapes(url.href),
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host,
    port: portOfUrl(url),
    isInternational: host.split('.').some((label) => label.startsWith('xn--')),
  };
}

/** `%7E` and `~` are the same to every server (RFC 3986 section 6.2.2). */
function normaliseEscapes(href: string): string {
  return href
    .replace(UNRESERVED, (escape) => decodeURIComponent(escape))
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}
