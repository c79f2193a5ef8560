import type { Judged, Watched } from '../check-kind/watch-kind.ts';
import { certificateChanged } from './change.ts';
import type { CertificateEvent, CertificateReading } from './details.ts';
import { judgeInTurn } from './judge-in-turn.ts';
import { knownLeaves, storedLeaves } from './known-leaves.ts';
import { followLeaves, isInService, isUnsettled, type KnownLeaf } from './leaves.ts';
import { nextCertificateCheck, soonAgain } from './next-check.ts';
import type { CertificateResult } from './probe.ts';
import { type SeenCertificate, seenCertificates } from './seen-certificates.ts';
import { keyKindOf } from './sighting.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';
import type { CertificateWatch } from './watch.ts';

/** Changes of certificate that are kept: with certificates of 47 days more than a year. */
const MAX_CHANGES = 10;
/** Certificates that are kept beside the one that is judged first. */
const MAX_OTHERS = 4;
const MAX_UNREACHED = 8;

type Read = Extract<CertificateResult, { outcome: 'ok' }>;

/**
 * Judges a certificate that was read: what is known of it now, when it is read next, and what people must be told.
 * Pure but for the ids it makes.
 */
export function judgeReading(
  { target, watch, now, newId }: Watched<CertificateWatch>,
  result: Read,
): Judged<CertificateWatch> {
  const seen = seenCertificates(sightingsOf(result), target.thresholds.certificateDays, now);
  const known = knownLeaves(watch);
  const followed = followLeaves(known, {
    at: now,
    seen: seen.map(({ addresses, evidence: { leaf } }) => ({ addresses, leaf })),
    unread: [...(result.unreached ?? []).map(({ address }) => address), ...(result.unread ?? [])],
  });
  const { leaves, warning, intents } = warnOfExpiry({ newId, watch, leaves: followed, now }, seen);
  const reading = readingOf(result, { seen, leaves, now });
  const next = nextCertificateCheck(target.id, reading, now);
  const change = changeOf(watch, { seen, known, now });
  const { leaves: _, pausedAlertIds: __, ...kept } = watch;
  return {
    state: {
      ...kept,
      dueAt: isUnsettled(leaves, now) ? soonAgain(next, now) : next,
      reading,
      changes: change ? [change, ...watch.changes].slice(0, MAX_CHANGES) : watch.changes,
      ...storedLeaves(leaves, { reading, warning }),
      warning,
    },
    effects: intents,
  };
}

const sightingsOf = ({ address, addresses, evidence, others }: Read) => [
  { addresses: addresses ?? [address ?? []].flat(), evidence },
  ...(others ?? []),
];

/** What is kept of a reading: all of the certificate that is most urgent, little of the others. */
function readingOf(
  { findings, unreached }: Read,
  {
    seen,
    leaves,
    now,
  }: { seen: readonly SeenCertificate[]; leaves: readonly KnownLeaf[]; now: Date },
): CertificateReading {
  const [first, ...more] = seen;
  if (!first) throw new Error('A reading shows one certificate at least.');
  const others = more.slice(0, MAX_OTHERS).map(({ addresses, evidence: { leaf } }) => ({
    subject: leaf.subject,
    issuer: leaf.issuer,
    fingerprint: leaf.fingerprint,
    validFrom: leaf.validFrom,
    validTo: leaf.validTo,
    key: leaf.key,
    addresses,
  }));
  return {
    at: now,
    address: first.addresses[0] ?? null,
    evidence: first.evidence,
    findings: [...findings, ...judgeInTurn(leaves, now)],
    ...(first.addresses.length > 1 ? { addresses: first.addresses } : {}),
    ...(others.length > 0 ? { others } : {}),
    ...(unreached?.length ? { unreached: unreached.slice(0, MAX_UNREACHED) } : {}),
  };
}

/**
 * The event that a site shows a certificate which it did not serve before. One with another kind of key beside the
 * known one is no change of it.
 */
function changeOf(
  { reading }: CertificateWatch,
  {
    seen,
    known,
    now,
  }: { seen: readonly SeenCertificate[]; known: readonly KnownLeaf[]; now: Date },
): CertificateEvent | null {
  if (!reading) return null;
  const { evidence } = reading;
  const isKnown = ({ evidence: { leaf } }: SeenCertificate): boolean =>
    known.some((one) => one.fingerprint === leaf.fingerprint && isInService(one, now));
  const isStillShown = seen.some(
    (one) => one.evidence.leaf.fingerprint === evidence.leaf.fingerprint,
  );
  const fresh = seen.find(
    (one) =>
      !isKnown(one) &&
      (keyKindOf(one.evidence.leaf.key) === keyKindOf(evidence.leaf.key) || !isStillShown),
  );
  const change = fresh && certificateChanged(evidence, fresh.evidence);
  return change ? { at: now, ...change } : null;
}
