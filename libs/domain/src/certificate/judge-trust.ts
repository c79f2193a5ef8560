import { describeChainFault, isChainFault } from '../text/en/chain-fault.ts';
import { critical } from './finding.ts';
import type { CertificateEvidence, CertificateFinding } from './schema.ts';

const NO_ANCHOR =
  'No chain to a trusted authority could be built from the certificates that the server sends.';

function judgeInvalid(code: string | null, host: string): CertificateFinding {
  if (isChainFault(code)) {
    const certificate = 'the certificate';
    return critical('trust', code, describeChainFault(code, { certificate, host }));
  }
  if (code === 'CERT_REVOKED') {
    return critical('trust', code, 'The certificate has been revoked. Replace it.');
  }
  const detail = code === null ? '' : ` (${code})`;
  return critical(
    'trust',
    'CERT_INVALID',
    `The chain breaks a rule of certificates, so clients refuse it${detail}.`,
  );
}

/** Judges whether the chain leads to an authority that is trusted here, whatever its dates say. */
export function judgeTrust(
  { leaf, trust, trustCode }: CertificateEvidence,
  host: string,
): CertificateFinding[] {
  switch (trust) {
    case 'trusted':
      return [];
    case 'self-signed':
      return [
        critical(
          'trust',
          'CERT_SELF_SIGNED',
          'The certificate is self-signed, so browsers do not trust it.',
        ),
      ];
    case 'untrusted-root':
      return [
        critical(
          'trust',
          'CERT_UNTRUSTED_ROOT',
          `The certificate comes from an authority that is not trusted: ${leaf.issuer}.`,
        ),
      ];
    case 'incomplete':
      return [critical('trust', 'CERT_UNTRUSTED', NO_ANCHOR)];
    case 'invalid':
      return [judgeInvalid(trustCode, host)];
  }
}

/**
 * Judges whether the server sends what is needed to follow the chain. A missing intermediate and a root that is
 * neither sent nor trusted look the same from outside, so both are told.
 */
export function judgeCompleteness({
  leaf,
  issuers,
  trust,
}: CertificateEvidence): CertificateFinding[] {
  if (trust !== 'incomplete') return [];
  const { issuer } = issuers.at(-1) ?? leaf;
  return [
    critical(
      'completeness',
      'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED',
      `The chain ends at ${issuer}, whose certificate was not sent: either the server leaves out an intermediate certificate (send the full chain), or that is an authority that is not trusted.`,
    ),
  ];
}
