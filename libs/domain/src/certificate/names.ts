import { hostOfUrl } from '../common/url-parts.ts';
import { parseAddress } from '../egress/address.ts';
import { MAX_CERTIFICATE_NAMES, type CertificateName, type LeafFacts } from './schema.ts';

const isAscii = (text: string): boolean => /^[\u0021-\u007e]+$/.test(text);

/** The ASCII form of an international host name (`bücher.example` is `xn--bcher-kva.example`). */
function asciiHost(host: string): string {
  const name = host.replace(/\.$/, '').toLowerCase();
  if (isAscii(name)) return name;
  const url = `https://${name}`;
  return URL.canParse(url) ? hostOfUrl(new URL(url)) : name;
}

const isSameAddress = (one: Uint8Array, other: Uint8Array | null): boolean =>
  one.length === other?.length && one.every((byte, index) => byte === other[index]);

/**
 * RFC 6125 section 6.4, as strict as browsers: `*` stands for exactly one whole label, the leftmost one, and at
 * least two labels follow it.
 */
export function matchesDnsName(pattern: string, host: string): boolean {
  const name = asciiHost(host);
  const wanted = pattern.replace(/\.$/, '').toLowerCase();
  if (!wanted.includes('*')) return wanted !== '' && wanted === name;
  const rest = wanted.slice(1);
  if (!/^\.[^*.]+\.[^*]+$/.test(rest) || !name.endsWith(rest)) return false;
  const label = name.slice(0, -rest.length);
  return label !== '' && !label.includes('.');
}

/** True when a name of a certificate is that of a host; an IP address is only matched by an IP name. */
export function matchesHost({ type, value }: CertificateName, host: string): boolean {
  const address = parseAddress(host);
  if (address) return type === 'ip' && isSameAddress(address, parseAddress(value));
  return type === 'dns' && matchesDnsName(value, host);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Counts the names of a certificate and keeps some: those that match the host first, then by alphabet. */
export function selectNames(
  all: readonly CertificateName[],
  host: string,
): Pick<LeafFacts, 'names' | 'nameCount'> {
  const distinct = new Map(all.map((name) => [`${name.type}:${name.value.toLowerCase()}`, name]));
  const names = [...distinct]
    .map(([key, name]) => ({ key, name, rank: matchesHost(name, host) ? 0 : 1 }))
    .sort((one, other) => one.rank - other.rank || compare(one.key, other.key))
    .slice(0, MAX_CERTIFICATE_NAMES)
    .map(({ name }) => name);
  return { names, nameCount: distinct.size };
}
