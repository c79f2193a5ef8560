import { isInService, type KnownLeaf } from './leaves.ts';
import { keyKindOf } from './sighting.ts';
import type { CertificateWatch } from './watch.ts';

type Kept = Pick<CertificateWatch, 'leaves' | 'reading' | 'warning'>;

/** The certificate of the newest reading: it is all that there is to know while a site has never shown another. */
function leafThatWasRead({ reading, warning }: Kept): KnownLeaf | null {
  if (!reading) return null;
  const { leaf } = reading.evidence;
  return {
    fingerprint: leaf.fingerprint,
    validTo: leaf.validTo,
    keyKind: keyKindOf(leaf.key),
    addresses: reading.addresses ?? (reading.address === null ? [] : [reading.address]),
    seenAt: reading.at,
    ...(warning?.fingerprint === leaf.fingerprint ? { told: warning.step } : {}),
  };
}

/** The certificates that a site is known to serve or to have served. */
export const knownLeaves = (watch: Kept): KnownLeaf[] =>
  watch.leaves ?? [leafThatWasRead(watch) ?? []].flat();

/** What of them is stored: nothing where the reading and the warning say it all. */
export function storedLeaves(
  leaves: readonly KnownLeaf[],
  watch: Omit<Kept, 'leaves'>,
): Pick<CertificateWatch, 'leaves'> {
  const [only, ...more] = leaves;
  const read = leafThatWasRead(watch);
  const isPlain =
    more.length === 0 &&
    only?.fingerprint === read?.fingerprint &&
    only?.told === read?.told &&
    !only?.returned &&
    !only?.reappeared;
  return isPlain ? {} : { leaves: [...leaves] };
}

/** Fingerprints of the certificates that a site may still serve. */
export const fingerprintsServed = (watch: Kept, now: Date): string[] =>
  knownLeaves(watch)
    .filter((leaf) => isInService(leaf, now))
    .map(({ fingerprint }) => fingerprint);
