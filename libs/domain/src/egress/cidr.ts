import { parseAddress, type AddressBytes } from './address.ts';

/** A block of addresses, such as `10.0.0.0/8`. */
export interface Cidr {
  readonly text: string;
  readonly bytes: AddressBytes;
  /** Number of leading bits that all addresses of the block share. */
  readonly prefix: number;
}

/** Parses `10.0.0.0/8`, `fd00::/8` or a single address; null when the text is none of these. */
export function parseCidr(text: string): Cidr | null {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const bytes = parseAddress(slash === -1 ? trimmed : trimmed.slice(0, slash));
  if (!bytes) return null;
  const bits = bytes.length * 8;
  if (slash === -1) return { text: `${trimmed}/${bits}`, bytes, prefix: bits };
  const prefix = trimmed.slice(slash + 1);
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return null;
  return { text: trimmed, bytes, prefix: Number(prefix) };
}

/** True when the address lies in the block; an IPv4 address never lies in an IPv6 block or the reverse. */
export function containsAddress(block: Cidr, address: AddressBytes): boolean {
  if (block.bytes.length !== address.length) return false;
  const whole = block.prefix >> 3;
  for (let index = 0; index < whole; index++) {
    if (block.bytes[index] !== address[index]) return false;
  }
  const mask = 0xff00 >> (block.prefix & 7);
  return (((block.bytes[whole] ?? 0) ^ (address[whole] ?? 0)) & mask & 0xff) === 0;
}
