import { domainToASCII } from 'node:url';
import {
  isLocalName,
  parseAddress,
  type NoDomainReason,
  type RegistrableDomain,
} from '@app/domain';
import { parse } from 'tldts';

/** Reserved for documentation or for other systems than DNS (RFC 2606, RFC 6761, RFC 9476). */
const RESERVED = new Set(['alt', 'example', 'invalid', 'localhost', 'onion', 'test']);

const none = (reason: NoDomainReason, message: string): RegistrableDomain => ({
  kind: 'none',
  reason,
  message: `${message} There is no registration to watch.`,
});

/**
 * The registrable domain of a host name in ASCII, by the ICANN section of the public suffix list: `github.io`, not
 * `user.github.io`, is what someone registered.
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
  if (domain && isIcann) return { kind: 'domain', domain };
  return none('suffix', `${name} is no name that can be registered.`);
}

/** The registrable domain of the host of a url. */
export const domainOfUrl = (url: string): RegistrableDomain =>
  registrableDomain(new URL(url).hostname);
