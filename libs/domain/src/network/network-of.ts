import { parseAddress } from '../egress/address.ts';

/** Bytes of an IPv4 and of an IPv6 address that name the network of one site: a /24 and a /48 (RFC 6177). */
const SITE_BYTES = { ipv4: 3, ipv6: 6 };

/**
 * The network of an address, as a key: its /24 for IPv4, its /48 for IPv6. Addresses of one network usually fail
 * together. Null for text that is no address.
 */
export function networkOf(address: string): string | null {
  const bytes = parseAddress(address);
  if (!bytes) return null;
  return bytes.length === 4
    ? bytes.subarray(0, SITE_BYTES.ipv4).join('.')
    : bytes.subarray(0, SITE_BYTES.ipv6).join(':');
}
