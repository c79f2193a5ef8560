import type { UnreachedAddress } from '@app/domain';
import type { CertificateSighting } from '@app/domain/certificate';
import type { ResolvedAddress } from '@app/platform';
import { readAddress, type AddressOptions, type AddressReading } from './read-address.ts';

/** Addresses of a host that are read; a name may have dozens. */
const MAX_ADDRESSES = 8;
const IN_PARALLEL = 4;
/** How often a certificate that was served before is looked for behind addresses that do not show it at once. */
const MAX_LOOKS = 3;
/** Addresses share the time of a check: two rounds of them fit into it. */
const SHARE = 0.45;
const MIN_LIMIT_MS = 1_000;

/** All that the addresses of a site showed. */
export interface AddressesReading {
  /** In the order of the addresses; none when no address could be read. */
  readonly sightings: readonly CertificateSighting[];
  readonly unreached: readonly UnreachedAddress[];
  /** Addresses that were left out, because there are too many. */
  readonly unread: readonly string[];
}

export interface AddressesOptions extends Omit<AddressOptions, 'limitMs'> {
  /** Total time, in milliseconds. */
  readonly timeoutMs: number;
  /** Fingerprints, see `CertificateProbeRequest`. */
  readonly lookFor?: readonly string[];
}

/** The addresses in the order in which they are read: that of the resolver within each family, both families in turn. */
function inOrder(addresses: readonly ResolvedAddress[]): string[] {
  const ranks = new Map<number, number>();
  const ranked = addresses.map(({ address, family }) => {
    const rank = ranks.get(family) ?? 0;
    ranks.set(family, rank + 1);
    return { address, rank };
  });
  const sorted = ranked.sort((one, other) => one.rank - other.rank).map(({ address }) => address);
  return [...new Set(sorted)];
}

async function readAll(
  addresses: readonly string[],
  options: AddressOptions,
): Promise<AddressReading[]> {
  const readings: AddressReading[] = [];
  const waiting = [...addresses.entries()];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const [index, address] = one;
      readings[index] = await readAddress(address, options);
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_PARALLEL, addresses.length) }, next));
  return readings;
}

const evidenceKey = ({ evidence }: CertificateSighting): string => {
  const { leaf, issuers, trust, protocol, handshakeEnd } = evidence;
  const chain = [leaf, ...issuers].map(({ fingerprint }) => fingerprint);
  return [trust, protocol, handshakeEnd, ...chain].join(' ');
};

/** The same evidence is kept once, with all addresses that gave it. */
function sightingsOf(readings: readonly AddressReading[]): CertificateSighting[] {
  const all = readings.flatMap((one) =>
    'shown' in one ? one.shown.map((evidence) => ({ addresses: [one.address], evidence })) : [],
  );
  return [...Map.groupBy(all, evidenceKey).values()].flatMap(([first, ...more]) =>
    first
      ? [
          {
            ...first,
            addresses: [...new Set([first, ...more].flatMap(({ addresses }) => addresses))],
          },
        ]
      : [],
  );
}

const isSeen = (fingerprint: string, sightings: readonly CertificateSighting[]): boolean =>
  sightings.some(({ evidence }) => evidence.leaf.fingerprint === fingerprint);

/**
 * Reads the addresses of a site, a few at a time. One that is dead is no failure while another shows a certificate.
 * What is missing is looked for at further addresses, and then some times more at the same ones: a balancer may hide a
 * node that still has the old certificate.
 */
export async function readAddresses(
  resolved: readonly ResolvedAddress[],
  { timeoutMs, lookFor = [], ...options }: AddressesOptions,
): Promise<AddressesReading> {
  const unread = inOrder(resolved);
  const limitMs = unread.length === 1 ? timeoutMs : Math.max(MIN_LIMIT_MS, timeoutMs * SHARE);
  const read = (some: readonly string[]) => readAll(some, { ...options, limitMs });
  const readings = await read(unread.splice(0, MAX_ADDRESSES));
  const unreached = readings.flatMap((one) => ('failure' in one ? [one] : []));
  const alive = readings.flatMap((one) => ('shown' in one ? [one.address] : []));
  let sightings = sightingsOf(readings);
  const isMissing = (): boolean =>
    lookFor.some((fingerprint) => !isSeen(fingerprint, sightings)) && !options.signal.aborted;
  for (let look = 0; look < MAX_LOOKS && alive.length > 0 && isMissing(); look++) {
    const further = unread.splice(0, MAX_ADDRESSES);
    readings.push(...(await read(further.length > 0 ? further : alive)));
    sightings = sightingsOf(readings);
  }
  return { sightings, unreached, unread };
}
