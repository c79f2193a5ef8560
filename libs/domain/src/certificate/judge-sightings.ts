import type { FindingPlace } from '../check/certificate-fact.ts';
import type { KeyKind } from '../check/key-kind.ts';
import { isSameValue } from '../common/same-value.ts';
import { judgeCertificate } from './judge.ts';
import type { CertificateFinding } from './schema.ts';
import { keyKindOf, type CertificateSighting } from './sighting.ts';

interface Found {
  readonly finding: CertificateFinding;
  readonly at: CertificateSighting[];
}

const addressesOf = (sightings: readonly CertificateSighting[]): string[] => [
  ...new Set(sightings.flatMap(({ addresses }) => addresses)),
];

/** Where a finding was made when it was not made everywhere; null for everywhere. */
function placeOf(
  at: readonly CertificateSighting[],
  all: readonly CertificateSighting[],
): FindingPlace | null {
  if (at.length === all.length) return null;
  const own = addressesOf(at);
  const keyKind = commonKind(at);
  const isOfKind = all.every((one) => at.includes(one) || commonKind([one]) !== keyKind);
  return {
    ...(keyKind !== null && isOfKind && { keyKind }),
    ...(own.length < addressesOf(all).length && { addresses: own }),
  };
}

function commonKind(sightings: readonly CertificateSighting[]): KeyKind | null {
  const kinds = new Set(sightings.map(({ evidence }) => keyKindOf(evidence.leaf.key)));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

/**
 * Judges all that the addresses of a site showed. Each finding is told once, with the place where only some of them
 * gave cause for it.
 */
export function judgeSightings(
  sightings: readonly CertificateSighting[],
  host: string,
  now: Date,
): CertificateFinding[] {
  const all: Found[] = [];
  for (const sighting of sightings) {
    for (const finding of judgeCertificate(sighting.evidence, host, now)) {
      const known = all.find((one) => isSameValue(one.finding, finding));
      if (known) known.at.push(sighting);
      else all.push({ finding, at: [sighting] });
    }
  }
  return all.map(({ finding, at }) => {
    const place = placeOf(at, sightings);
    return place === null ? finding : { ...finding, place };
  });
}
