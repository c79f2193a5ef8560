import * as z from 'zod';
import type { KeyKind } from '../check/key-kind.ts';
import { FailureView, type Failure } from '../check/schema.ts';
import { CertificateEvidence, CertificateFacts, type CertificateKey } from './schema.ts';

/** What some addresses of a site showed: the same certificate, chain and connection at each of them. */
export const CertificateSighting = z.object({
  addresses: z.array(z.string()),
  evidence: CertificateEvidence,
});
export type CertificateSighting = z.infer<typeof CertificateSighting>;

/** An address at which nothing could be read while others could be, as people see it. */
export const UnreachedView = z.object({ address: z.string(), failure: FailureView });

/** An address at which nothing could be read while others could be. */
export interface UnreachedAddress {
  address: string;
  failure: Failure;
}

/** A certificate that is served beside the one that is judged first, as it is kept. */
export const OtherCertificate = CertificateFacts.pick({
  subject: true,
  issuer: true,
  fingerprint: true,
  validFrom: true,
  validTo: true,
  key: true,
}).extend({ addresses: z.array(z.string()) });
export type OtherCertificate = z.infer<typeof OtherCertificate>;

/** The kind of a key; all that is not RSA counts as ECDSA. */
export const keyKindOf = ({ type }: CertificateKey): KeyKind =>
  type.startsWith('rsa') ? 'RSA' : 'ECDSA';
