import * as z from 'zod';
import { parseAddress, type AddressBytes } from './address.ts';
import { containsAddress, parseCidr, type Cidr } from './cidr.ts';
import { embeddedIpv4 } from './embedded.ts';
import { isLocalName } from './local-name.ts';
import { zoneOf } from './zone.ts';

/** Which private destinations the product may contact (`EGRESS_MODE`). */
export const EgressMode = z.enum(['public-only', 'allow-list', 'allow-private']);
export type EgressMode = z.infer<typeof EgressMode>;

/** A server that the product itself runs on: never a target, in any mode. */
export interface OwnService {
  /** What people call it, for instance `PostgreSQL`. */
  readonly name: string;
  /** Host name or IP address. */
  readonly host: string;
  readonly port: number;
  /** Name of the SRV record that tells its servers, for instance `_mongodb._tcp.cluster.example`. */
  readonly srv?: string;
}

/** What the product may connect to. */
export interface EgressPolicy {
  readonly mode: EgressMode;
  /** Private ranges that `allow-list` permits (`EGRESS_ALLOW_CIDRS`). */
  readonly allow: readonly Cidr[];
  readonly own: readonly OwnService[];
  /** True behind a public site that leads on: private destinations are refused in every mode. */
  readonly isBehindPublic?: boolean;
}

export type EgressReason = 'EGRESS_NEVER' | 'EGRESS_PRIVATE' | 'EGRESS_SELF';

/** Why a destination is refused: a machine-readable reason and a sentence with the remedy. */
export interface EgressDenial {
  readonly reason: EgressReason;
  readonly message: string;
}

/** The mode when none is set: a product that listens on loopback only serves the person at this machine. */
export function defaultEgressMode(listenHost: string): EgressMode {
  return isLoopback(listenHost) ? 'allow-private' : 'public-only';
}

/** True for `localhost` and every address of the loopback ranges. */
export function isLoopback(host: string): boolean {
  const address = parseAddress(host);
  if (!address) return host.toLowerCase() === 'localhost';
  return zoneOf(address).range?.kind === 'a loopback address';
}

/** True for the address by which a server listens at all addresses of its machine. */
export const isAnyAddress = (address: string): boolean =>
  parseAddress(address)?.every((byte) => byte === 0) ?? false;

/** True for two ways to write the same destination: IPv6 forms of an IPv4 address are that address. */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [one, other].map(effectiveAddress);
  return !!a && a.length === b?.length && a.every((byte, index) => byte === b[index]);
}

function effectiveAddress(text: string): AddressBytes | null {
  const address = parseAddress(text);
  return address && (embeddedIpv4(address) ?? address);
}

/** Names and addresses by which people mean this machine, and servers the same socket. */
const isLocalhost = (host: string): boolean =>
  /^localhost\.?$/i.test(host) || isSameAddress(host, '127.0.0.1') || isSameAddress(host, '::1');

/** Other addresses of the loopback range may have servers of their own on the same port. */
function isSameHost(service: string, host: string): boolean {
  if (service.toLowerCase() === host.toLowerCase()) return true;
  if (isAnyAddress(service)) return isLoopback(host);
  return (isLocalhost(service) && isLocalhost(host)) || isSameAddress(service, host);
}

function judgeOwn(policy: EgressPolicy, host: string, port: number): EgressDenial | null {
  const service = policy.own.find((own) => own.port === port && isSameHost(own.host, host));
  if (!service) return null;
  return {
    reason: 'EGRESS_SELF',
    message: `${host} port ${port} is this product's own ${service.name}, which it never contacts as a target.`,
  };
}

function judgeZone(policy: EgressPolicy, host: string, address: AddressBytes): EgressDenial | null {
  const { zone, range } = zoneOf(address);
  if (!range || zone === 'public') return null;
  if (zone === 'private' && !policy.isBehindPublic && policy.mode === 'allow-private') return null;
  const what = `${host} is ${range.kind} (${range.cidr})`;
  if (zone === 'never') {
    return { reason: 'EGRESS_NEVER', message: `${what}. No setting allows such addresses.` };
  }
  const forms = [address, embeddedIpv4(address) ?? address];
  const isListed = policy.allow.some((block) => forms.some((form) => containsAddress(block, form)));
  const isAllowed = policy.mode === 'allow-private' || (policy.mode === 'allow-list' && isListed);
  if (isAllowed && policy.isBehindPublic) {
    return {
      reason: 'EGRESS_PRIVATE',
      message: `${what}, and a public site may not lead there. Set request.privateRedirects of the target to allow it.`,
    };
  }
  if (isAllowed) return null;
  return {
    reason: 'EGRESS_PRIVATE',
    message:
      policy.mode === 'allow-list'
        ? `${what}. Add the address or its range to EGRESS_ALLOW_CIDRS to allow it.`
        : `${what}. Set EGRESS_MODE=allow-private to allow it, or EGRESS_MODE=allow-list with EGRESS_ALLOW_CIDRS=${range.cidr}.`,
  };
}

/**
 * Judges a destination by what is known without asking DNS: null when it may be contacted. A name that passes
 * must be judged again by the addresses it resolves to.
 */
export function judgeHost(policy: EgressPolicy, host: string, port: number): EgressDenial | null {
  const own = judgeOwn(policy, host, port);
  if (own) return own;
  const address = parseAddress(host);
  if (address) return judgeZone(policy, host, address);
  // In `allow-list` mode the addresses decide, which only resolving tells.
  if (policy.mode !== 'public-only' || !isLocalName(host)) return null;
  return {
    reason: 'EGRESS_PRIVATE',
    message: `${host} is a name of a local network. Set EGRESS_MODE=allow-private to allow it, or EGRESS_MODE=allow-list with EGRESS_ALLOW_CIDRS.`,
  };
}

/** Judges one address of a destination; text that is no IP address is refused. */
export function judgeAddress(
  policy: EgressPolicy,
  address: string,
  port: number,
): EgressDenial | null {
  const bytes = parseAddress(address);
  if (bytes) return judgeOwn(policy, address, port) ?? judgeZone(policy, address, bytes);
  return {
    reason: 'EGRESS_NEVER',
    message: 'The resolver answered with something that is not an IP address.',
  };
}

/** Parses a comma-separated list such as `10.0.0.0/8, fd00::/8`; null when an item is not a range. */
export function parseCidrList(text: string): Cidr[] | null {
  const items = text.split(',').filter((item) => item.trim() !== '');
  const blocks = items.map(parseCidr);
  return blocks.every((block) => block !== null) ? blocks : null;
}
