import { createHash, type X509Certificate } from 'node:crypto';
import { plainLine, type CertificateFacts, type CertificateKey } from '@app/domain';
import { selectNames, type LeafFacts } from '@app/domain/certificate';
import { parseAltNames } from '../tls/alt-names.ts';

const MAX_NAME_LENGTH = 200;

const COMMON_NAME = /^CN=(.*)$/m;

/** `CN=a.example, O=Example` from the line per part that Node gives. */
const nameLine = (name: string): string =>
  plainLine(name.trim().split('\n').join(', '), MAX_NAME_LENGTH) || '(no name)';

const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

function keyOf(certificate: X509Certificate): CertificateKey {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
    return {
      type: asymmetricKeyType ?? 'unknown',
      bits: asymmetricKeyDetails?.modulusLength ?? null,
      curve: asymmetricKeyDetails?.namedCurve ?? null,
    };
  } catch {
    // OpenSSL does not know the algorithm, or the key is broken.
    return { type: 'unknown', bits: null, curve: null };
  }
}

function keyFingerprint({ publicKey }: X509Certificate): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Reads what is kept of a certificate. */
export function factsOf(
  certificate: X509Certificate,
  source: CertificateFacts['source'],
): CertificateFacts {
  const { subject, issuer } = certificate;
  return {
    subject: nameLine(subject),
    issuer: nameLine(issuer),
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint: digits(certificate.fingerprint256),
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    key: keyOf(certificate),
    signature: certificate.signatureAlgorithm ?? 'unknown',
    selfIssued: subject === issuer,
    source,
  };
}

/** Reads the certificate of the site itself; `host` decides which of many names are kept. */
export function leafFactsOf(certificate: X509Certificate, host: string): LeafFacts {
  const [, commonName] = COMMON_NAME.exec(certificate.subject) ?? [];
  return {
    ...factsOf(certificate, 'server'),
    commonName: commonName === undefined ? null : plainLine(commonName, MAX_NAME_LENGTH),
    ...selectNames(parseAltNames(certificate.subjectAltName), host),
    keyFingerprint: keyFingerprint(certificate),
  };
}
