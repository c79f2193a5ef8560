import * as z from 'zod';
import { CertificateFacts, type CertificateEvidence, type LeafFacts } from './schema.ts';

const Shown = CertificateFacts.pick({ fingerprint: true, issuer: true, validTo: true });

/** That a site shows another certificate than before; an event of its history. */
export const CertificateChange = z.object({
  from: Shown,
  to: Shown,
  issuerChanged: z.boolean(),
  keyChanged: z.boolean(),
  /** Names that came and went; empty when a certificate has more names than are kept. */
  namesAdded: z.array(z.string()),
  namesRemoved: z.array(z.string()),
});
export type CertificateChange = z.infer<typeof CertificateChange>;

const shown = ({ fingerprint, issuer, validTo }: LeafFacts): z.infer<typeof Shown> => ({
  fingerprint,
  issuer,
  validTo,
});

const nameSet = ({ names }: LeafFacts): Set<string> =>
  new Set(names.map(({ value }) => value.toLowerCase()));

const hasAllNames = ({ names, nameCount }: LeafFacts): boolean => names.length === nameCount;

const without = (one: Set<string>, other: Set<string>): string[] =>
  [...one].filter((name) => !other.has(name));

/** What changed between two readings of a site's certificate; null when it is the same certificate. */
export function certificateChanged(
  previous: CertificateEvidence,
  next: CertificateEvidence,
): CertificateChange | null {
  const [before, after] = [previous.leaf, next.leaf];
  if (before.fingerprint === after.fingerprint) return null;
  const isComparable = hasAllNames(before) && hasAllNames(after);
  const [old, fresh] = [nameSet(before), nameSet(after)];
  return {
    from: shown(before),
    to: shown(after),
    issuerChanged: before.issuer !== after.issuer,
    keyChanged: before.keyFingerprint !== after.keyFingerprint,
    namesAdded: isComparable ? without(fresh, old) : [],
    namesRemoved: isComparable ? without(old, fresh) : [],
  };
}
