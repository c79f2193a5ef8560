import { domainToASCII, domainToUnicode } from 'node:url';
import { nameInDomainUrl, urlOfDomain, type EgressPolicy, type UrlRefusal } from '@app/domain';
import { statusKindOf, type WatchedUrl } from '@app/domain/check-kinds';
import { isOwnSuffix } from './own-registries.ts';
import { registrableDomain } from './registrable-domain.ts';

type Reason = UrlRefusal['reason'];

const refuse = (reason: Reason, message: string): UrlRefusal => ({ ok: false, reason, message });

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}]/u;
const SURROUNDING = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/** What is wrong with the text of a domain before anybody asks whose it is. */
function refuseText(name: string): UrlRefusal | null {
  if (name === '') return refuse('EMPTY', 'Enter a domain, for instance domain:example.com.');
  if (name.length > 300) return refuse('TOO_LONG', 'A domain has 253 characters at most.');
  if (INVISIBLE.test(name) || !name.isWellFormed()) {
    return refuse(
      'FORBIDDEN_CHAR',
      'The domain contains a blank or an invisible character. Remove it.',
    );
  }
  if (name.startsWith('*')) {
    return refuse('HOSTNAME', 'A domain is one name: write it without the star.');
  }
  if (/[/?#:@%\\[\]]/.test(name)) {
    return refuse(
      'HOSTNAME',
      'Write the domain alone, like domain:example.com: without path, port or user.',
    );
  }
  return null;
}

/**
 * Checks and normalises the url of a target that watches a domain only (`domain:example.org`, in any case and any script).
 * Only what somebody registers is taken: neither a suffix nor a host below a domain.
 */
export function parseDomainUrl(input: string): WatchedUrl | UrlRefusal {
  const text = input.replace(SURROUNDING, '');
  const name = nameInDomainUrl(text)
    .replace(/^\/\/([^/]*)\/?$/, '$1')
    .replace(/\.$/, '');
  const refused = refuseText(name);
  if (refused) return refused;
  const found = registrableDomain(name);
  if (found.kind === 'none') {
    return refuse(found.reason === 'invalid' ? 'HOSTNAME' : 'NOT_REGISTRABLE', found.message);
  }
  const { domain } = found;
  const shown = domainToUnicode(domain) || domain;
  if (domainToASCII(name) !== domain) {
    const host = domainToUnicode(domainToASCII(name)) || name;
    return refuse('BELOW_DOMAIN', `${host} is below ${shown}: watch ${shown}.`);
  }
  if (isOwnSuffix(domain)) {
    return refuse(
      'NOT_REGISTRABLE',
      `${domain} is a suffix with a registry of its own: watch a domain below it.`,
    );
  }
  const url = urlOfDomain(domain);
  return { ok: true, url, key: url, name: shown };
}

/** Checks and normalises what somebody wants to watch: the scheme selects the kind of target. */
export function judgeTargetUrl(input: string, policy: EgressPolicy): WatchedUrl | UrlRefusal {
  const kind = statusKindOf(input.replace(SURROUNDING, ''));
  return kind ? kind.parseUrl(input, policy) : parseDomainUrl(input);
}
