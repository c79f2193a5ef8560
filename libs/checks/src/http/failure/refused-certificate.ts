import type { X509Certificate } from 'node:crypto';
import { plainLine, type RefusedCertificate } from '@app/domain';
import { matchesDnsName } from '@app/domain/certificate';
import { parseAltNames } from '../../tls/alt-names.ts';
import type { CertificateError } from '../../tls/certificate-error.ts';

/** Names of another certificate that a sentence repeats, and the longest of them. */
const SHOWN_NAMES = 3;
const MAX_NAME_LENGTH = 80;

const COMMON_NAME = /^CN=(.*)$/m;

const commonNameOf = ({ subject }: X509Certificate): string =>
  plainLine(COMMON_NAME.exec(subject)?.[1] ?? '', MAX_NAME_LENGTH);

/** Whom a certificate is for: the first names of it, or its common name. */
function holders(leaf: X509Certificate): Pick<RefusedCertificate, 'names' | 'more'> {
  const names = parseAltNames(leaf.subjectAltName);
  if (names.length === 0) return { names: [commonNameOf(leaf)].filter((name) => name !== '') };
  const shown = names.slice(0, SHOWN_NAMES).map(({ value }) => plainLine(value, MAX_NAME_LENGTH));
  const more = names.length - shown.length;
  return { names: shown, ...(more > 0 ? { more } : {}) };
}

/** Whether a certificate has the host where no browser looks for it: in the common name, without any alternative. */
const isCommonNameOnly = (host: string, leaf: X509Certificate | undefined): boolean =>
  leaf !== undefined &&
  parseAltNames(leaf.subjectAltName).length === 0 &&
  matchesDnsName(commonNameOf(leaf), host);

function expiredIssuer(leaf: X509Certificate | undefined): X509Certificate | undefined {
  let next = leaf?.issuerCertificate;
  for (let depth = 0; next && depth < 10; depth++) {
    if (next.validToDate.getTime() < Date.now()) return next;
    next = next.issuerCertificate;
  }
  return undefined;
}

/** A date that can be read. */
const known = (date: Date | undefined): date is Date =>
  date !== undefined && !Number.isNaN(date.getTime());

function issuerOf(leaf: X509Certificate | undefined): Pick<RefusedCertificate, 'issuer'> {
  const issuer = expiredIssuer(leaf);
  const until = issuer?.validToDate;
  return issuer
    ? { issuer: { name: commonNameOf(issuer), ...(known(until) ? { until } : {}) } }
    : {};
}

function nameOf(host: string, leaf: X509Certificate | undefined): Partial<RefusedCertificate> {
  if (isCommonNameOnly(host, leaf)) return { isCommonNameOnly: true };
  return leaf ? holders(leaf) : {};
}

function detailsOf(
  code: string,
  host: string,
  leaf: X509Certificate | undefined,
): Partial<RefusedCertificate> {
  switch (code) {
    case 'CERT_EXPIRED':
      return known(leaf?.validToDate) ? { until: leaf.validToDate } : {};
    case 'CERT_NOT_YET_VALID':
      return known(leaf?.validFromDate) ? { from: leaf.validFromDate } : {};
    case 'CERT_CHAIN_EXPIRED':
      return issuerOf(leaf);
    case 'CERT_NAME_MISMATCH':
      return nameOf(host, leaf);
    default:
      return {};
  }
}

/** What is known of a certificate that is refused; of names in it a few, as safe text. */
export function refusedCertificate(
  { code, leaf, also }: CertificateError,
  host: string,
): RefusedCertificate {
  const details = [code, ...also].map((fault) => detailsOf(fault, host, leaf));
  return {
    host,
    ...details.reduce((all, one) => ({ ...all, ...one }), {}),
    ...(also.length > 0 ? { also: [...also] } : {}),
  };
}
