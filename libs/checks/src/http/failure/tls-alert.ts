import { tlsAlertName } from '@app/domain';

/** Why a server ended a TLS handshake, as it said itself. */
export interface TlsAlert {
  readonly number: number;
  /** As RFC 8446 section 6 and the registry of IANA write it. */
  readonly name: string;
}

/** Alerts about a certificate: ours, for that of the server is judged by us. */
const ABOUT_CLIENT_CERTIFICATE = new Set([41, 42, 43, 44, 45, 46, 48, 111, 114, 116]);

/** Alerts with which servers answer when no name was sent (RFC 6066 section 3 leaves the choice to them). */
const WITHOUT_NAME = new Set([40, 49, 80, 109, 112]);

export const isAboutClientCertificate = ({ number }: TlsAlert): boolean =>
  ABOUT_CLIENT_CERTIFICATE.has(number);

export const mayMeanMissingName = ({ number }: TlsAlert): boolean => WITHOUT_NAME.has(number);

/** The alert that OpenSSL reports in the text of an error; null when the other side sent none. */
export function alertOf(error: Error): TlsAlert | null {
  const digits = /SSL alert number (\d{1,3})\b/.exec(error.message)?.[1];
  if (digits === undefined) return null;
  const number = Number(digits);
  return { number, name: tlsAlertName(number) };
}
