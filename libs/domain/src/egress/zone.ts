import type { AddressBytes } from './address.ts';
import { containsAddress, parseCidr, type Cidr } from './cidr.ts';
import { embeddedIpv4 } from './embedded.ts';

/** How far the product may reach: `never` in no mode, `private` with permission, `public` always. */
export type EgressZone = 'never' | 'private' | 'public';

/** What the addresses of a range are for. */
export type RangeKind =
  | 'metadata'
  | 'unspecified'
  | 'link-local'
  | 'multicast'
  | 'reserved'
  | 'loopback'
  | 'private'
  | 'carrier-nat'
  | 'documentation'
  | 'benchmarking'
  | 'special-purpose';

export interface ZonedAddress {
  readonly zone: EgressZone;
  /** The range that decided; null for a public address. */
  readonly range: { readonly cidr: string; readonly kind: RangeKind } | null;
}

interface NamedRange {
  readonly block: Cidr;
  readonly zoned: ZonedAddress;
}

function range(zone: EgressZone, kind: RangeKind, ...blocks: string[]): NamedRange[] {
  return blocks.map((text) => {
    const block = parseCidr(text);
    if (!block) throw new TypeError(`Not a block of addresses: ${text}`);
    return { block, zoned: { zone, range: { cidr: block.text, kind } } };
  });
}

/** IANA special-purpose registries plus the metadata addresses of cloud providers; the first match decides. */
const RANGES: readonly NamedRange[] = [
  ...range('never', 'metadata', '168.63.129.16/32', '100.100.100.200/32'),
  ...range('never', 'metadata', '192.0.0.192/32', '192.80.8.124/32'),
  ...range('never', 'metadata', 'fd00:ec2::/32', 'fd20:ce::254/128'),
  ...range('never', 'metadata', 'fd00:42::42/128', 'fd00:c1::a9fe:a9fe/128'),
  ...range('never', 'metadata', 'fd00:a9fe:a9fe::/48'),
  ...range('never', 'unspecified', '0.0.0.0/8', '::/128'),
  ...range('never', 'link-local', '169.254.0.0/16', 'fe80::/10'),
  ...range('never', 'multicast', '224.0.0.0/4', 'ff00::/8'),
  ...range('never', 'reserved', '240.0.0.0/4', '100::/64', '100:0:0:1::/64'),
  ...range('private', 'loopback', '127.0.0.0/8', '::1/128'),
  ...range('private', 'private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'),
  ...range('private', 'private', 'fc00::/7', 'fec0::/10'),
  ...range('private', 'carrier-nat', '100.64.0.0/10'),
  ...range('private', 'documentation', '192.0.2.0/24', '198.51.100.0/24'),
  ...range('private', 'documentation', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'),
  ...range('private', 'benchmarking', '198.18.0.0/15', '2001:2::/48'),
  ...range('private', 'special-purpose', '192.0.0.0/24', '192.88.99.0/24'),
  ...range('private', 'special-purpose', '5f00::/16', '2001:10::/28'),
];

const PUBLIC: ZonedAddress = { zone: 'public', range: null };

/** Zone of an address; an IPv6 address that stands for an IPv4 address takes the zone of that one. */
export function zoneOf(address: AddressBytes): ZonedAddress {
  const effective = embeddedIpv4(address) ?? address;
  return RANGES.find(({ block }) => containsAddress(block, effective))?.zoned ?? PUBLIC;
}
