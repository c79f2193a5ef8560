import { readFileSync } from 'node:fs';
import { containsAddress, parseAddress, type Cidr } from '@app/domain';

/** One line of the machine's routing table. */
export interface Route {
  readonly block: Cidr;
  readonly device: string;
  /** Next hop; null on a direct link. */
  readonly gateway: string | null;
  readonly metric: number;
  /** Connections on it are refused by the machine itself (`unreachable`, `prohibit`). */
  readonly isRejecting: boolean;
}

/** Flags of `route.h`. */
const UP = 0x0001;
const REJECT = 0x0200;

/** A table of the whole internet is no machine's that runs a monitor, and too much to read at each question. */
const MAX_TABLE_BYTES = 262_144;

const hexBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

const textOf = (bytes: Uint8Array): string =>
  bytes.length === 4
    ? bytes.join('.')
    : Array.from({ length: 8 }, (_, i) =>
        (((bytes[i * 2] ?? 0) << 8) | (bytes[i * 2 + 1] ?? 0)).toString(16),
      ).join(':');

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

const bitsOf = (mask: Uint8Array): number =>
  mask.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);

const linesOf = (text: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= 8);

/** Reads `/proc/net/route`: addresses are written in the byte order of the machine, which is little-endian. */
export function parseIpv4Routes(text: string): Route[] {
  return linesOf(text).flatMap(([device, destination, via, flags, , , metric, mask]) => {
    if (!/^[0-9A-F]{8}$/i.test(destination ?? '') || !device || !via || !flags || !mask) return [];
    const bits = Number.parseInt(flags, 16);
    if ((bits & UP) === 0) return [];
    const bytes = hexBytes(destination ?? '').toReversed();
    const hop = hexBytes(via).toReversed();
    return [
      {
        block: { text: textOf(bytes), bytes, prefix: bitsOf(hexBytes(mask)) },
        device,
        gateway: isZero(hop) ? null : textOf(hop),
        metric: Number(metric),
        isRejecting: (bits & REJECT) !== 0,
      },
    ];
  });
}

/** Reads `/proc/net/ipv6_route`; the kernel's own last line, which rejects everything, is no route. */
export function parseIpv6Routes(text: string): Route[] {
  return linesOf(text).flatMap(([destination, prefix, , , via, metric, , , flags, device = '']) => {
    if (!/^[0-9a-f]{32}$/i.test(destination ?? '') || !via || !prefix || !flags) return [];
    const bits = Number.parseInt(flags, 16);
    if ((bits & UP) === 0 || metric === 'ffffffff') return [];
    const bytes = hexBytes(destination ?? '');
    const hop = hexBytes(via);
    return [
      {
        block: { text: textOf(bytes), bytes, prefix: Number.parseInt(prefix, 16) },
        device,
        gateway: isZero(hop) ? null : textOf(hop),
        metric: Number.parseInt(metric ?? '0', 16),
        isRejecting: (bits & REJECT) !== 0,
      },
    ];
  });
}

/** The route that the kernel takes to an address: the longest prefix, then the lowest metric; null for none. */
export function routeTo(routes: readonly Route[], address: string): Route | null {
  const bytes = parseAddress(address);
  if (!bytes) return null;
  let best: Route | null = null;
  for (const route of routes) {
    if (!containsAddress(route.block, bytes)) continue;
    const isBetter =
      !best ||
      route.block.prefix > best.block.prefix ||
      (route.block.prefix === best.block.prefix && route.metric < best.metric);
    if (isBetter) best = route;
  }
  return best;
}

function readTable(path: string): string | null {
  try {
    const text = readFileSync(path, 'latin1');
    return text.length > MAX_TABLE_BYTES ? null : text;
  } catch {
    return null;
  }
}

/** Many failures of a moment look at the same tables. */
const KEPT_MS = 100;
const kept = new Map<4 | 6, { at: number; routes: Route[] | null }>();

/**
 * The routes of one address family, at most a tenth of a second old; null where the system does not tell, or has too
 * many.
 */
export function readRoutes(family: 4 | 6): Route[] | null {
  const now = performance.now();
  const known = kept.get(family);
  if (known && now - known.at < KEPT_MS) return known.routes;
  const table = readTable(family === 4 ? '/proc/net/route' : '/proc/net/ipv6_route');
  const parse = family === 4 ? parseIpv4Routes : parseIpv6Routes;
  const routes = table === null ? null : parse(table);
  kept.set(family, { at: now, routes });
  return routes;
}

/** What the neighbour table says of a host on a direct link (IPv4 only); `unknown` where it says nothing. */
export function neighbourOf(
  address: string,
  table: string | null = readTable('/proc/net/arp'),
): 'present' | 'missing' | 'unknown' {
  const fields = linesOrNone(table).find(([ip]) => ip === address);
  if (!fields) return 'unknown';
  return Number.parseInt(fields[2] ?? '0', 16) === 0 ? 'missing' : 'present';
}

const linesOrNone = (table: string | null): string[][] =>
  (table ?? '').split('\n').map((line) => line.trim().split(/\s+/));

/** Whether an interface has a link; true where the system does not tell. */
export function hasCarrier(device: string): boolean {
  if (!/^[\w.@:-]+$/.test(device)) return true;
  return readTable(`/sys/class/net/${device}/carrier`)?.trim() !== '0';
}
