import type { CertificateEvidence } from '@app/domain';
import { CertificateError } from '../tls/certificate-error.ts';
import { factsOf, leafFactsOf } from './facts.ts';
import type { Handshake } from './handshake.ts';
import { judgeChain } from './judge-chain.ts';
import type { TrustStore } from './trust-store.ts';

export interface EvidenceOptions {
  readonly host: string;
  readonly store: TrustStore;
  readonly now: Date;
}

const isReadable = ({ validFrom, validTo }: { validFrom: Date; validTo: Date }): boolean =>
  !Number.isNaN(validFrom.getTime()) && !Number.isNaN(validTo.getTime());

/** Reads and judges the chain of a handshake; throws a `CertificateError` when it cannot be read. */
export function evidenceOf(
  { leaf, verdict, protocol, cipher, end }: Handshake,
  { host, store, now }: EvidenceOptions,
): CertificateEvidence {
  const { path, trust, trustCode } = judgeChain(leaf, verdict, store, now);
  const facts = leafFactsOf(leaf, host);
  const issuers = path
    .slice(1)
    .map((issuer) => factsOf(issuer, store.has(issuer) ? 'trust-store' : 'server'));
  if (![facts, ...issuers].every(isReadable)) throw new CertificateError('CERT_INVALID');
  return { leaf: facts, issuers, trust, trustCode, protocol, cipher, handshakeEnd: end };
}
