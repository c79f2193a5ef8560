import { embeddedIpv4 } from '../egress/embedded.ts';
import { parseAddress, type AddressBytes } from '../egress/address.ts';

/** A site gets a /64 of IPv6 at least (RFC 6177): its addresses are one caller. */
const NETWORK_BYTES = 8;

/** Who calls, as limits count: an IPv4 address, or the /64 network of an IPv6 address. */
export function callerOf(address: string): string {
  const bytes = parseAddress(address);
  if (!bytes) return address;
  const ipv4 = bytes.length === 4 ? bytes : embeddedIpv4(bytes);
  if (ipv4) return [...ipv4].join('.');
  return isLoopbackV6(bytes) ? '::1' : `${groups(bytes)}::/64`;
}

const isLoopbackV6 = (bytes: AddressBytes): boolean =>
  bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));

const groups = (bytes: AddressBytes): string =>
  Array.from({ length: NETWORK_BYTES / 2 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  ).join(':');
