import * as z from 'zod';
import { parseAddress, type AddressBytes } from './address.ts';
import { containsAddress, parseCidr, type Cidr } from './cidr.ts';
import type { EgressDenial } from './denial.ts';
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

/** The mode when none is set: a product that listens on loopback only serves the person at this machine. */
export function defaultEgressMode(listenHost: string): EgressMode {
  return isLoopback(listenHost) ? 'allow-private' : 'public-only';
}

/** True for `localhost` and every address of the loopback ranges. */
export function isLoopback(host: string): boolean {
  const address = parseAddress(host);
  if (!address) return host.toLowerCase() === 'localhost';
  return zoneOf(address).range?.kind === 'loopback';
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
  return { reason: 'EGRESS_SELF', fact: { is: 'own', host, port, service: service.name } };
}

function judgeZone(policy: EgressPolicy, host: string, address: AddressBytes): EgressDenial | null {
  const { zone, range } = zoneOf(address);
  if (!range || zone === 'public') return null;
  const { mode, isBehindPublic = false } = policy;
  if (zone === 'private' && !isBehindPublic && mode === 'allow-private') return null;
  const ofRange = { host, range: range.kind, cidr: range.cidr };
  if (zone === 'never') return { reason: 'EGRESS_NEVER', fact: { is: 'never', ...ofRange } };
  const forms = [address, embeddedIpv4(address) ?? address];
  const isListed = policy.allow.some((block) => forms.some((form) => containsAddress(block, form)));
  if (mode === 'allow-private' || (mode === 'allow-list' && isListed)) {
    return isBehindPublic
      ? { reason: 'EGRESS_PRIVATE', fact: { is: 'behind-public', ...ofRange } }
      : null;
  }
  return { reason: 'EGRESS_PRIVATE', fact: { is: 'private', mode, ...ofRange } };
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
  return { reason: 'EGRESS_PRIVATE', fact: { is: 'local-name', host } };
}

/** Judges one address of a destination; text that is no IP address is refused. */
export function judgeAddress(
  policy: EgressPolicy,
  address: string,
  port: number,
): EgressDenial | null {
  const bytes = parseAddress(address);
  if (bytes) return judgeOwn(policy, address, port) ?? judgeZone(policy, address, bytes);
  return { reason: 'EGRESS_NEVER', fact: { is: 'no-address' } };
}

/** Parses a comma-separated list such as `10.0.0.0/8, fd00::/8`; null when an item is not a range. */
export function parseCidrList(text: string): Cidr[] | null {
  const items = text.split(',').filter((item) => item.trim() !== '');
  const blocks = items.map(parseCidr);
  return blocks.every((block) => block !== null) ? blocks : null;
}
