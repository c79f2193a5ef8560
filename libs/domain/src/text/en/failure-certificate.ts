import { isChainFault } from '../../check/chain-fault.ts';
import type { RefusedCertificate } from '../../check/failure-fact.ts';
import { parseAddress } from '../../egress/address.ts';
import { formatInstant } from '../format/instant.ts';
import { commonNameOnly, describeChainFault } from './chain-fault.ts';

const hostWords = (host: string): string =>
  parseAddress(host) === null ? host : `the IP address ${host}`;

/** The end of a date sentence; nothing when the date cannot be read. */
const on = (lead: string, date: Date | undefined): string =>
  date ? `${lead}${formatInstant(date)}.` : '.';

/** Whom a certificate is for: `, but for a.example, b.example and 3 more`. */
function butFor({ names, more = 0 }: RefusedCertificate): string {
  if (!names) return '';
  const shown = names.join(', ') || 'nobody it names';
  return `, but for ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function chainExpired({ issuer }: RefusedCertificate): string {
  const end = on(', valid until ', issuer?.until).slice(0, -1);
  const which = issuer?.name ? ` (${issuer.name}${end})` : '';
  return `A certificate in the chain${which}, not that of the site itself, has expired.`;
}

type Describe = (certificate: RefusedCertificate) => string;

const SENTENCES: Readonly<Record<string, Describe>> = {
  CERT_EXPIRED: ({ until }) =>
    `The TLS certificate has expired${on(': it was valid until ', until)}`,
  CERT_CHAIN_EXPIRED: chainExpired,
  CERT_NOT_YET_VALID: ({ from }) =>
    `The TLS certificate is not valid yet${on(', only from ', from)}`,
  CERT_NAME_MISMATCH: (certificate) =>
    certificate.isCommonNameOnly
      ? commonNameOnly('The TLS certificate', hostWords(certificate.host))
      : `The TLS certificate is not for ${hostWords(certificate.host)}${butFor(certificate)}.`,
  CERT_NAME_CN_ONLY: ({ host }) => commonNameOnly('The TLS certificate', host),
  CERT_SELF_SIGNED: () => 'The TLS certificate is self-signed, so browsers do not trust it.',
  CERT_UNTRUSTED_ROOT: () => 'The TLS certificate comes from an authority that is not trusted.',
  CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED: () =>
    'The chain of the TLS certificate is incomplete (an intermediate certificate is missing) or ends at an authority that is not trusted.',
  CERT_REVOKED: () => 'The TLS certificate has been revoked.',
  CERT_WEAK_KEY: () =>
    'The key of the TLS certificate, or of its issuer, is too short to be trusted.',
  CERT_WEAK_SIGNATURE: () =>
    'The TLS certificate is signed with an outdated algorithm (SHA-1 or MD5) and not trusted.',
};

const INVALID = 'The TLS certificate is not valid: it breaks a rule of certificates.';

/** What else is wrong, in a sentence after the first one. */
const ALSO: Readonly<Record<string, Describe>> = {
  CERT_NAME_MISMATCH: (certificate) =>
    certificate.isCommonNameOnly
      ? `It names ${hostWords(certificate.host)} only as its common name, which browsers ignore.`
      : `It is not for ${hostWords(certificate.host)} either${butFor(certificate)}.`,
  CERT_ISSUER_NO_AUTHORITY: () => 'Its issuer is no authority either.',
  CERT_WRONG_PURPOSE: () => 'It is not made for web servers either.',
  CERT_WEAK_KEY: () => 'A key in its chain is too short as well.',
  CERT_WEAK_SIGNATURE: () => 'It is signed with an outdated algorithm as well.',
  CERT_SELF_SIGNED: () => 'It is self-signed as well.',
  CERT_NAME_NOT_PERMITTED: () => 'Its authority limits the names it may issue for.',
};

/** Why a certificate is refused, in one or a few sentences. */
export function describeRefusedCertificate(
  certificate: RefusedCertificate,
  code: string | null,
): string {
  const { host, also = [] } = certificate;
  const first = isChainFault(code)
    ? describeChainFault(code, { certificate: 'the TLS certificate', host: hostWords(host) })
    : (SENTENCES[code ?? '']?.(certificate) ?? INVALID);
  return [first, ...also.flatMap((fault) => ALSO[fault]?.(certificate) ?? [])].join(' ');
}
