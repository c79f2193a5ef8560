import { watchedUrl } from '../certificate/check.ts';
import { certificateExpiry } from '../certificate/expiry.ts';
import type { CertificateEvidence } from '../certificate/schema.ts';
import { registrationDaysLeft } from '../registration/judge.ts';
import type { RegistrationRecord } from '../registration/record.ts';
import { thresholdOf } from '../registration/warn-of-end.ts';
import type { TargetOnDomain } from '../target/on-domain.ts';
import type { TargetRecord } from '../target/record.ts';
import { tldOf } from './filter.ts';
import type { ExpiryItem } from './schema.ts';

const sorted = (tags: readonly string[]): string[] => [...new Set(tags)].sort();

const latest = (one: Date, other: Date | null): Date => (other && other > one ? other : one);

/** The certificate of a target as the list of what expires shows it. */
export function certificateItem(
  { id, name, url, tags, thresholds, createdAt, certificate }: TargetRecord,
  evidence: CertificateEvidence,
  now: Date,
): ExpiryItem {
  const watched = new URL(certificate ? watchedUrl(url, certificate) : url);
  const expiry = certificateExpiry(evidence, thresholds.certificateDays, now);
  return {
    kind: 'certificate',
    name: watched.host,
    targetId: id,
    targetName: name,
    targets: 1,
    tld: tldOf(watched.hostname),
    registrar: null,
    tags: sorted(tags),
    changedAt: certificate?.changes[0]?.at ?? createdAt,
    expiresAt: expiry.validTo,
    daysLeft: expiry.daysLeft,
    thresholdDays: expiry.thresholdDays,
    standing: null,
    source: 'certificate',
  };
}

/** A registration as the list shows it; null while no target on it is checked, or its end is unknown. */
export function registrationItem(
  { registration, changes, createdAt }: RegistrationRecord,
  targets: readonly TargetOnDomain[],
  now: Date,
): ExpiryItem | null {
  const { domain, expiresAt, source, registrar } = registration;
  const daysLeft = registrationDaysLeft(registration, now);
  const [oldest] = targets;
  // What a person types in is no change of the registration.
  const typedInAt = source === 'manual' ? registration.confirmedAt : null;
  if (!oldest || !expiresAt || !source || daysLeft === null) return null;
  return {
    kind: 'domain',
    name: domain,
    targetId: oldest.id,
    targetName: oldest.name,
    targets: targets.length,
    tld: tldOf(domain),
    registrar,
    tags: sorted(targets.flatMap(({ tags }) => tags)),
    changedAt: latest(changes[0]?.at ?? createdAt, typedInAt),
    expiresAt,
    daysLeft,
    thresholdDays: thresholdOf(targets),
    standing: registration.standing,
    source,
  };
}
