import { domainToASCII } from 'node:url';
import {
  isLocalName,
  kindOfUrl,
  nameInDomainUrl,
  parseAddress,
  type RegistrableDomain,
} from '@app/domain';
import type { NoDomainReason } from '@app/domain/registration';
import { parse } from 'tldts';
import { ownRegistryOf } from './own-registries.ts';

/** Reserved for documentation or for other systems than DNS (RFC 2606, RFC 6761, RFC 9476). */
const RESERVED = new Set(['alt', 'example', 'invalid', 'localhost', 'onion', 'test']);

const none = (reason: NoDomainReason, message: string): RegistrableDomain => ({
  kind: 'none',
  reason,
  message: `${message} There is no registration to watch.`,
});

/** The name below a suffix that has a registry of its own: somebody registered it there. */
function belowOwnSuffix(name: string): string | null {
  const registry = ownRegistryOf(name);
  if (!registry) return null;
  const below = name.slice(0, -registry.suffix.length - 1);
  return `${below.slice(below.lastIndexOf('.') + 1)}.${registry.suffix}`;
}

/**
 * The registrable domain of a host name in ASCII, by the ICANN section of the public suffix list and the suffixes with a
 * registry of their own: `github.io`, not `user.github.io`, but `shop.uk.com` is what someone registered.
 */
export function registrableDomain(host: string): RegistrableDomain {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (parseAddress(bare)) return none('address', `${bare} is an IP address.`);
  const name = domainToASCII(bare);
  if (name === '') return none('invalid', 'This is not a host name.');
  const { hostname, domain, isIcann, isIp } = parse(name, { validateHostname: true });
  if (isIp) return none('address', `${name} is an IP address.`);
  if (!hostname) return none('invalid', 'This is not a host name.');
  if (isLocalName(name) || RESERVED.has(name.slice(name.lastIndexOf('.') + 1))) {
    return none('local-name', `${name} is a name of a local network or a reserved one.`);
  }
  const below = belowOwnSuffix(name);
  if (below) return { kind: 'domain', domain: below };
  if (domain && isIcann) return { kind: 'domain', domain };
  return none('suffix', `${name} is no name that can be registered.`);
}

/** The registrable domain of the url of a target: of its host, or the domain that it names. */
export const domainOfUrl = (url: string): RegistrableDomain =>
  registrableDomain(kindOfUrl(url) === 'domain' ? nameInDomainUrl(url) : new URL(url).hostname);
