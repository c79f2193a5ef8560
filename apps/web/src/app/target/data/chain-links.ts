import type { CertificateEvidence, CertificateFacts, CertificateKey } from '@app/domain';

/** One certificate of a chain as it is shown. */
export interface ChainLink {
  role: 'site' | 'intermediate' | 'root';
  subject: string;
  issuer: string;
  facts: CertificateFacts;
  key: string;
  signature: string;
  isValid: boolean;
}

/** The certificates of a chain from the site's own up to the root, as far as they are known. */
export const chainLinks = ({ leaf, issuers }: CertificateEvidence, now: Date): ChainLink[] =>
  [leaf, ...issuers].map((facts, i) => ({
    role: i === 0 ? 'site' : facts.selfIssued ? 'root' : 'intermediate',
    subject: shortName(facts.subject),
    issuer: shortName(facts.issuer),
    facts,
    key: describeKey(facts.key),
    signature: describeSignature(facts.signature),
    isValid: facts.validFrom <= now && now <= facts.validTo,
  }));

/** The part of a distinguished name that people know it by: common name, else organisation, else all of it. */
export function shortName(name: string): string {
  for (const part of ['CN', 'O']) {
    const value = new RegExp(`(?:^|, )${part}=(.*?)(?=, [A-Za-z.]+=|$)`).exec(name)?.[1];
    if (value) return value;
  }
  return name;
}

/** Curves by the names that people know; OpenSSL keeps older ones. */
const CURVES: Record<string, string | undefined> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

const describeKey = ({ type, bits, curve }: CertificateKey): string =>
  [type.toUpperCase(), curve === null ? bits : (CURVES[curve] ?? curve)]
    .filter((part) => part !== null)
    .join('\u00a0');

/** `SHA-256 with ECDSA` for what OpenSSL calls `ecdsa-with-SHA256`; what is not known stays as it is. */
function describeSignature(name: string): string {
  const hash = /sha-?(\d+)/i.exec(name)?.[1];
  const algorithm = /ecdsa|rsa/i.exec(name)?.[0].toUpperCase();
  return hash && algorithm ? `SHA-${hash} with ${algorithm}` : name;
}
