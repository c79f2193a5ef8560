import type { AddressBytes } from './address.ts';
import { containsAddress, parseCidr, type Cidr } from './cidr.ts';

interface Embedding {
  readonly block: Cidr;
  /** Index of the first byte of the IPv4 address. */
  readonly at: number;
  /** Teredo hides the address of the client by inverting its bits. */
  readonly inverted: boolean;
}

function embedding(text: string, at: number, inverted = false): Embedding {
  const block = parseCidr(text);
  if (!block) throw new TypeError(`Not a block of addresses: ${text}`);
  return { block, at, inverted };
}

/** IPv6 forms that carry traffic to an IPv4 address (RFC 4291, 2765, 6052, 8215, 3056, 4380). */
const EMBEDDINGS = [
  embedding('::ffff:0:0/96', 12),
  embedding('::ffff:0:0:0/96', 12),
  embedding('64:ff9b::/96', 12),
  embedding('64:ff9b:1::/48', 12),
  embedding('::/96', 12),
  embedding('2002::/16', 2),
  embedding('2001::/32', 12, true),
];

/** `::` and `::1` look like IPv4-compatible addresses and are not. */
const isUnspecifiedOrLoopback = (address: AddressBytes): boolean =>
  address.every((byte, index) => byte === 0 || (index === 15 && byte === 1));

/** The IPv4 address that an IPv6 address stands for, or null when it stands for itself. */
export function embeddedIpv4(address: AddressBytes): AddressBytes | null {
  if (address.length !== 16 || isUnspecifiedOrLoopback(address)) return null;
  const form = EMBEDDINGS.find(({ block }) => containsAddress(block, address));
  if (!form) return null;
  const ipv4 = address.slice(form.at, form.at + 4);
  return form.inverted ? ipv4.map((byte) => byte ^ 255) : ipv4;
}
