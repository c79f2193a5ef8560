import { isChainFault } from '../check/chain-fault.ts';
import { critical } from './finding.ts';
import type { CertificateEvidence, CertificateFinding } from './schema.ts';

function judgeInvalid(code: string | null, host: string): CertificateFinding {
  if (isChainFault(code)) {
    return critical('trust', code, { is: 'chain-fault', fault: code, host });
  }
  return code === 'CERT_REVOKED'
    ? critical('trust', code, { is: 'revoked' })
    : critical('trust', 'CERT_INVALID', { is: 'broken-rule', code });
}

/** Judges whether the chain leads to an authority that is trusted here, whatever its dates say. */
export function judgeTrust(
  { leaf: { issuer }, trust, trustCode }: CertificateEvidence,
  host: string,
): CertificateFinding[] {
  switch (trust) {
    case 'trusted':
      return [];
    case 'self-signed':
      return [critical('trust', 'CERT_SELF_SIGNED', { is: 'self-signed' })];
    case 'untrusted-root':
      return [critical('trust', 'CERT_UNTRUSTED_ROOT', { is: 'untrusted-root', issuer })];
    case 'incomplete':
      return [critical('trust', 'CERT_UNTRUSTED', { is: 'no-anchor' })];
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
    critical('completeness', 'CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED', { is: 'incomplete', issuer }),
  ];
}
