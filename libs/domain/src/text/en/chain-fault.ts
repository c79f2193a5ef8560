import type { ChainFault } from '../../check/chain-fault.ts';

const SENTENCES: Readonly<Record<ChainFault, (certificate: string, host: string) => string>> = {
  CERT_SIGNATURE_BROKEN: (certificate) =>
    `The signature of ${certificate} is broken: it is damaged or forged, or its issuer was replaced.`,
  CERT_WRONG_PURPOSE: (certificate) =>
    `${capital(certificate)}, or its issuer, is made for another purpose than web servers, so browsers refuse it.`,
  CERT_ISSUER_NO_AUTHORITY: (certificate) =>
    `${capital(certificate)} was issued by a certificate that is no authority, so browsers do not trust it.`,
  CERT_PATH_TOO_LONG: (certificate) =>
    `The chain of ${certificate} is longer than one of its authorities allows.`,
  CERT_NAME_NOT_PERMITTED: (certificate, host) =>
    `The authority that issued ${certificate} may not issue one for ${host}.`,
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Which rule a chain breaks, as a sentence. `certificate` is what it is called: `the certificate`. */
export const describeChainFault = (
  fault: ChainFault,
  { certificate, host }: { certificate: string; host: string },
): string => SENTENCES[fault](certificate, host);

/** How people are told of a name that stands where no browser looks for it. */
export const commonNameOnly = (certificate: string, host: string): string =>
  `${certificate} names ${host} only as its common name, which browsers ignore: they refuse the site. Have it issued with a subject alternative name.`;
