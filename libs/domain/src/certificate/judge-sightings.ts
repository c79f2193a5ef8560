import type { KeyKind } from '../check/key-kind.ts';
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
): string | null {
  if (at.length === all.length) return null;
  const own = addressesOf(at);
  const place = own.length < addressesOf(all).length ? ` at ${own.join(', ')}` : '';
  const kind = commonKind(at);
  const isOfKind = all.every((one) => at.includes(one) || commonKind([one]) !== kind);
  return kind !== null && isOfKind ? `the ${kind} certificate${place}` : `what is served${place}`;
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
  const all = new Map<string, Found>();
  for (const sighting of sightings) {
    for (const finding of judgeCertificate(sighting.evidence, host, now)) {
      const key = `${finding.code} ${finding.message}`;
      const known = all.get(key);
      if (known) known.at.push(sighting);
      else all.set(key, { finding, at: [sighting] });
    }
  }
  return [...all.values()].map(({ finding, at }) => {
    const place = placeOf(at, sightings);
    return place === null
      ? finding
      : { ...finding, message: `${finding.message} This concerns only ${place}.` };
  });
}
