import { critical, warning } from './finding.ts';
import type {
  CertificateEvidence,
  CertificateFacts,
  CertificateFinding,
  CertificateKey,
} from './schema.ts';

/** Shortest RSA key that is trusted, in bits (CA/Browser Forum baseline requirements 6.1.5). */
const MIN_RSA_BITS = 2_048;

/** Smallest elliptic curve that is trusted, in bits: P-256 (same section). */
const MIN_CURVE_BITS = 256;

/** `prime192v1`, `sect163k1`, `brainpoolP224r1`: the first number of three digits is the size. */
function bitsOfCurve(curve: string): number | null {
  const digits = /\d{3}/.exec(curve)?.[0];
  return digits === undefined ? null : Number(digits);
}

function isWeakKey({ type, bits, curve }: CertificateKey): boolean {
  if (type === 'dsa') return true;
  if (bits !== null) return bits < MIN_RSA_BITS;
  const size = curve === null ? null : bitsOfCurve(curve);
  return size !== null && size < MIN_CURVE_BITS;
}

const isWeakSignature = (signature: string): boolean => /md[245]|sha-?1(?!\d)/i.test(signature);

/**
 * Judges the key and the signature of every certificate that the server sent. What signs an authority itself is
 * never relied upon: a root is trusted by its key.
 */
export function judgeStrength({ leaf, issuers }: CertificateEvidence): CertificateFinding[] {
  const findings: CertificateFinding[] = [];
  const sent = [leaf, ...issuers.filter(({ source }) => source === 'server')];
  const subjectOf = (one: CertificateFacts): string | null => (one === leaf ? null : one.subject);

  const weakKey = sent.find(({ key }) => isWeakKey(key));
  if (weakKey) {
    const { type, bits, curve } = weakKey.key;
    const subject = subjectOf(weakKey);
    findings.push(
      critical('strength', 'CERT_WEAK_KEY', { is: 'weak-key', subject, type, bits, curve }),
    );
  }
  const unreadable = sent.find(({ key }) => key.type === 'unknown');
  if (unreadable) {
    const subject = subjectOf(unreadable);
    findings.push(warning('strength', 'CERT_KEY_UNKNOWN', { is: 'unknown-key', subject }));
  }
  const weakSignature = sent.find(
    (one) => isWeakSignature(one.signature) && (one === leaf || !one.selfIssued),
  );
  if (weakSignature) {
    const { signature } = weakSignature;
    const subject = subjectOf(weakSignature);
    findings.push(
      critical('strength', 'CERT_WEAK_SIGNATURE', { is: 'weak-signature', subject, signature }),
    );
  }
  return findings;
}
