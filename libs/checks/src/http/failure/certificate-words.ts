import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  commonNameOnly,
  describeChainFault,
  formatInstant,
  isChainFault,
  matchesDnsName,
  plainLine,
} from '@app/domain';
import { parseAltNames } from '../../tls/alt-names.ts';
import type { CertificateError } from '../../tls/certificate-error.ts';
import type { CertificateFault } from '../../tls/certificate-faults.ts';

/** Names of another certificate that a sentence repeats, and the longest of them. */
const SHOWN_NAMES = 3;
const MAX_NAME_LENGTH = 80;

const COMMON_NAME = /^CN=(.*)$/m;

const commonNameOf = ({ subject }: X509Certificate): string =>
  plainLine(COMMON_NAME.exec(subject)?.[1] ?? '', MAX_NAME_LENGTH);

/** Whom a certificate is for: `a.example, b.example and 3 more`. */
function holders(leaf: X509Certificate): string {
  const names = parseAltNames(leaf.subjectAltName);
  if (names.length === 0) return commonNameOf(leaf) || 'nobody it names';
  const shown = names.slice(0, SHOWN_NAMES).map(({ value }) => plainLine(value, MAX_NAME_LENGTH));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Whether a certificate has the host where no browser looks for it: in the common name, without any alternative. */
const isCommonNameOnly = (host: string, leaf: X509Certificate | undefined): boolean =>
  leaf !== undefined &&
  parseAltNames(leaf.subjectAltName).length === 0 &&
  matchesDnsName(commonNameOf(leaf), host);

const hostWords = (host: string): string => (isIP(host) === 0 ? host : `the IP address ${host}`);

/** The end of a date sentence; nothing when the date cannot be read. */
const on = (lead: string, date: Date | undefined): string =>
  date && !Number.isNaN(date.getTime()) ? `${lead}${formatInstant(date)}.` : '.';

function expiredIssuer(leaf: X509Certificate | undefined): X509Certificate | undefined {
  let next = leaf?.issuerCertificate;
  for (let depth = 0; next && depth < 10; depth++) {
    if (next.validToDate.getTime() < Date.now()) return next;
    next = next.issuerCertificate;
  }
  return undefined;
}

type Describe = (host: string, leaf: X509Certificate | undefined) => string;

const SENTENCES: Readonly<Record<string, Describe>> = {
  CERT_EXPIRED: (_host, leaf) =>
    `The TLS certificate has expired${on(': it was valid until ', leaf?.validToDate)}`,
  CERT_CHAIN_EXPIRED: (_host, leaf) => {
    const issuer = expiredIssuer(leaf);
    const end = on(', valid until ', issuer?.validToDate);
    const which =
      issuer && commonNameOf(issuer) ? ` (${commonNameOf(issuer)}${end.slice(0, -1)})` : '';
    return `A certificate in the chain${which}, not that of the site itself, has expired.`;
  },
  CERT_NOT_YET_VALID: (_host, leaf) =>
    `The TLS certificate is not valid yet${on(', only from ', leaf?.validFromDate)}`,
  CERT_NAME_MISMATCH: (host, leaf) =>
    isCommonNameOnly(host, leaf)
      ? commonNameOnly('The TLS certificate', hostWords(host))
      : `The TLS certificate is not for ${hostWords(host)}${leaf ? `, but for ${holders(leaf)}` : ''}.`,
  CERT_NAME_CN_ONLY: (host) => commonNameOnly('The TLS certificate', host),
  CERT_SELF_SIGNED: () => 'The TLS certificate is self-signed, so browsers do not trust it.',
  CERT_UNTRUSTED_ROOT: () => 'The TLS certificate comes from an authority that is not trusted.',
  CERT_CHAIN_INCOMPLETE_OR_UNTRUSTED: () =>
    'The chain of the TLS certificate is incomplete (an intermediate certificate is missing) or ends at an authority that is not trusted.',
  CERT_REVOKED: () => 'The TLS certificate has been revoked.',
  CERT_WEAK_KEY: () =>
    'The key of the TLS certificate, or of its issuer, is too short to be trusted.',
  CERT_WEAK_SIGNATURE: () =>
    'The TLS certificate is signed with an outdated algorithm (SHA-1 or MD5) and not trusted.',
  CERT_INVALID: () => 'The TLS certificate is not valid: it breaks a rule of certificates.',
};

/** What else is wrong, in a sentence after the first one. */
const ALSO: Readonly<Record<CertificateFault, Describe>> = {
  CERT_NAME_MISMATCH: (host, leaf) =>
    isCommonNameOnly(host, leaf)
      ? `It names ${hostWords(host)} only as its common name, which browsers ignore.`
      : `It is not for ${hostWords(host)} either${leaf ? `, but for ${holders(leaf)}` : ''}.`,
  CERT_ISSUER_NO_AUTHORITY: () => 'Its issuer is no authority either.',
  CERT_WRONG_PURPOSE: () => 'It is not made for web servers either.',
  CERT_WEAK_KEY: () => 'A key in its chain is too short as well.',
  CERT_WEAK_SIGNATURE: () => 'It is signed with an outdated algorithm as well.',
  CERT_SELF_SIGNED: () => 'It is self-signed as well.',
  CERT_NAME_NOT_PERMITTED: () => 'Its authority limits the names it may issue for.',
};

function firstWords(code: string, leaf: X509Certificate | undefined, host: string): string {
  if (isChainFault(code)) {
    return describeChainFault(code, { certificate: 'the TLS certificate', host: hostWords(host) });
  }
  const describe = SENTENCES[code] ?? SENTENCES['CERT_INVALID'];
  return describe?.(host, leaf) ?? code;
}

/** Why a certificate is refused, in one or two sentences; of names in it a few, as safe text. */
export function certificateWords({ code, leaf, also }: CertificateError, host: string): string {
  const first = firstWords(code, leaf, host);
  return [first, ...also.map((fault) => ALSO[fault](host, leaf))].join(' ');
}
