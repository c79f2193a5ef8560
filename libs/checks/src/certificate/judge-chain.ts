import type { X509Certificate } from 'node:crypto';
import { isChainFault } from '@app/domain';
import type { ChainTrust } from '@app/domain/certificate';
import { verdictOn } from '../tls/certificate-error.ts';
import { chainFault } from '../tls/certificate-faults.ts';
import { buildPath, isSelfIssued, type TrustPath } from './build-path.ts';
import type { TrustStore } from './trust-store.ts';

/** More are never needed; a hostile server may send thousands. */
const MAX_SENT = 20;

/** Purposes of a certificate that a server may show, as object identifiers (RFC 5280 section 4.2.1.12). */
const SERVER_PURPOSES = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);

/** OpenSSL's verdicts on the way to a root. */
const VERDICTS: Readonly<Record<string, ChainTrust>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted-root',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'incomplete',
  UNABLE_TO_GET_ISSUER_CERT: 'incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'incomplete',
};

/** Verdicts on dates: OpenSSL gives them last, so they hide what else is wrong. */
const ON_TIME = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** What OpenSSL says of a chain: its code, null for "in order"; undefined when the handshake never got there. */
export type OpensslVerdict = string | null | undefined;

export interface JudgedChain {
  readonly path: readonly X509Certificate[];
  readonly trust: ChainTrust;
  readonly trustCode: string | null;
}

const mayServe = ({ keyUsage }: X509Certificate): boolean =>
  // Node names the extended key usage so; its types say that it is always there.
  (keyUsage as string[] | undefined)?.some((purpose) => SERVER_PURPOSES.has(purpose)) ?? true;

function trustOf(leaf: X509Certificate, { certificates, isAnchored }: TrustPath): ChainTrust {
  if (!mayServe(leaf)) return 'invalid';
  if (isAnchored) return 'trusted';
  if (isSelfIssued(leaf)) return 'self-signed';
  return isSelfIssued(certificates.at(-1) ?? leaf) ? 'untrusted-root' : 'incomplete';
}

/** The certificates that a server sent with its own, in the order sent. */
function sentWith(leaf: X509Certificate): X509Certificate[] {
  const sent: X509Certificate[] = [];
  let next = leaf.issuerCertificate;
  while (next && sent.length < MAX_SENT) {
    sent.push(next);
    next = next.issuerCertificate;
  }
  return sent;
}

/**
 * Judges how far a chain leads, apart from its dates. OpenSSL's verdict counts unless a date hides it; then, and when
 * the handshake ended before it, the chain is verified here. A second handshake would bring nothing: OpenSSL would
 * look at the same dates again.
 */
export function judgeChain(
  leaf: X509Certificate,
  verdict: OpensslVerdict,
  store: TrustStore,
  now: Date,
): JudgedChain {
  const isHidden = verdict === undefined || (verdict !== null && ON_TIME.has(verdict));
  const path = buildPath({
    leaf,
    sent: sentWith(leaf),
    store,
    verifiesSignatures: verdict !== null,
    now,
  });
  const trust = isHidden
    ? trustOf(leaf, path)
    : verdict === null
      ? 'trusted'
      : (VERDICTS[verdict] ?? 'invalid');
  const judged = { path: path.certificates, trust, trustCode: null };
  if (trust !== 'invalid' && trust !== 'incomplete') return judged;
  const fault = isHidden || verdict === null ? chainFault(leaf) : verdictOn(verdict, leaf);
  if (isChainFault(fault)) return { ...judged, trust: 'invalid', trustCode: fault };
  return trust === 'invalid' ? { ...judged, trustCode: verdict ?? null } : judged;
}
