import type { CertificateFact, FindingPlace, ServedLeaf } from '../../check/certificate-fact.ts';
import { formatDay } from '../format/instant.ts';
import { commonNameOnly, describeChainFault } from './chain-fault.ts';

type Sentences = {
  [Is in CertificateFact['is']]: (fact: Extract<CertificateFact, { is: Is }>) => string;
};

const where = (subject: string | null): string =>
  subject === null ? 'the certificate' : `a certificate in the chain (${subject})`;

/** Whose a certificate is that is not for the host. */
function ownerOf({
  names,
  more = 0,
  commonName,
}: Extract<CertificateFact, { is: 'other-name' }>): string {
  if (names.length > 0) return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
  return more > 0 ? 'names of another kind only' : (commonName ?? 'no name at all');
}

const SHOWN_ADDRESSES = 4;
const SHOWN_DIGITS = 8;

function listOf(addresses: readonly string[]): string {
  const shown = addresses.slice(0, SHOWN_ADDRESSES).join(', ');
  const more = addresses.length - SHOWN_ADDRESSES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

const leafWords = ({ fingerprint, validTo, addresses }: ServedLeaf): string =>
  `${fingerprint.slice(0, SHOWN_DIGITS)}…, valid until ${formatDay(validTo)}, at ${listOf(addresses)}`;

/** What is wrong with a certificate, or worth knowing, and what to do. */
export const CERTIFICATE_SENTENCES: Sentences = {
  text: ({ text }) => text,
  'never-valid': () =>
    'The certificate ends before it begins, so it is never valid. Have it issued again.',
  expired: ({ validTo }) => `The certificate expired on ${formatDay(validTo)}. Renew it.`,
  'not-yet-valid': ({ validFrom }) =>
    `The certificate is only valid from ${formatDay(validFrom)} on. Check the clock of the machine that issued it.`,
  'chain-expired': ({ subject, validTo, isAuthority }) =>
    isAuthority
      ? `The authority that clients trust (${subject}) expired on ${formatDay(validTo)}. Have the certificate issued under its successor.`
      : `A certificate in the chain, not that of the site itself, expired on ${formatDay(validTo)}: ${subject}. Send the present one.`,
  'chain-not-yet-valid': ({ subject, validFrom }) =>
    `A certificate in the chain is only valid from ${formatDay(validFrom)} on: ${subject}.`,
  'common-name-only': ({ host }) => commonNameOnly('The certificate', host),
  'other-name': (fact) => `The certificate is not for ${fact.host}, but for ${ownerOf(fact)}.`,
  'chain-fault': ({ fault, host }) =>
    describeChainFault(fault, { certificate: 'the certificate', host }),
  revoked: () => 'The certificate has been revoked. Replace it.',
  'self-signed': () => 'The certificate is self-signed, so browsers do not trust it.',
  'no-anchor': () =>
    'No chain to a trusted authority could be built from the certificates that the server sends.',
  'broken-rule': ({ code }) =>
    `The chain breaks a rule of certificates, so clients refuse it${code === null ? '' : ` (${code})`}.`,
  'untrusted-root': ({ issuer }) =>
    `The certificate comes from an authority that is not trusted: ${issuer}.`,
  incomplete: ({ issuer }) =>
    `The chain ends at ${issuer}, whose certificate was not sent: either the server leaves out an intermediate certificate (send the full chain), or that is an authority that is not trusted.`,
  'weak-key': ({ subject, type, bits, curve }) =>
    `The key of ${where(subject)} is too weak to be trusted: ${bits === null ? (curve ?? type) : `${type.toUpperCase()} with ${bits} bits`}. Use P-256 or RSA with 2,048 bits at least.`,
  'unknown-key': ({ subject }) =>
    `The key of ${where(subject)} is of a kind that cannot be judged here.`,
  'weak-signature': ({ subject, signature }) =>
    `The signature of ${where(subject)} uses an outdated algorithm: ${signature}. Have it issued again with SHA-256.`,
  'old-protocol': ({ protocol }) =>
    `The server only offers TLS versions that are too old to be safe (${protocol}). Turn on TLS 1.2 and 1.3.`,
  'client-certificate-wanted': () =>
    'The server wants a client certificate, which the check does not have.',
  closed: () => 'The server closed the connection right after the TLS handshake.',
  'served-in-turn': ({ leaves, more = 0 }) =>
    `Several certificates are served in turn: ${leaves.map(leafWords).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
};

/** That a finding is not about all that a site serves. */
export function describePlace({ keyKind, addresses }: FindingPlace): string {
  const at = addresses ? ` at ${addresses.join(', ')}` : '';
  const what = keyKind ? `the ${keyKind} certificate` : 'what is served';
  return `This concerns only ${what}${at}.`;
}

/** Where a newer version has stored a fact that this one does not know. */
export const unknownFinding = (code: string): string =>
  `Something is wrong that this version of the monitor cannot name (${code}).`;
