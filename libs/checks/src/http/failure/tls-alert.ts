/** Why a server ended a TLS handshake, as it said itself. */
export interface TlsAlert {
  readonly number: number;
  /** As RFC 8446 section 6 and the registry of IANA write it. */
  readonly name: string;
  /** What it means for the person who reads of it: a sentence without its full stop. */
  readonly meaning: string;
}

const CLIENT_CERTIFICATE = 'The server accepts only visitors with a client certificate';
const DIFFERENT = 'The server and the check understand TLS differently';
const DAMAGED = 'The server received TLS data that it takes for damaged';

/** Names and meanings by number (RFC 8446 section 6, RFC 5246 section 7.2, RFC 6066, RFC 7301, RFC 4279). */
const ALERTS = new Map<number, readonly [name: string, meaning: string]>([
  [0, ['close_notify', 'The server ended the TLS handshake without giving a reason']],
  [10, ['unexpected_message', DIFFERENT]],
  [20, ['bad_record_mac', DAMAGED]],
  [21, ['decryption_failed', DAMAGED]],
  [22, ['record_overflow', DAMAGED]],
  [30, ['decompression_failure', DAMAGED]],
  [40, ['handshake_failure', 'The server ended the TLS handshake']],
  [41, ['no_certificate', CLIENT_CERTIFICATE]],
  [42, ['bad_certificate', CLIENT_CERTIFICATE]],
  [43, ['unsupported_certificate', CLIENT_CERTIFICATE]],
  [44, ['certificate_revoked', CLIENT_CERTIFICATE]],
  [45, ['certificate_expired', CLIENT_CERTIFICATE]],
  [46, ['certificate_unknown', CLIENT_CERTIFICATE]],
  [47, ['illegal_parameter', DIFFERENT]],
  [48, ['unknown_ca', 'The server accepts only visitors whose certificate it knows']],
  [49, ['access_denied', 'The server, or a filter in front of it, denies access to the check']],
  [50, ['decode_error', DIFFERENT]],
  [51, ['decrypt_error', 'The server could not verify a signature or key in the TLS handshake']],
  [60, ['export_restriction', 'The server insists on outdated weak encryption']],
  [70, ['protocol_version', 'The server only offers TLS versions that are too old to be safe']],
  [71, ['insufficient_security', 'The server wants ciphers that the check does not offer']],
  [80, ['internal_error', 'The server broke off the TLS handshake because of a fault of its own']],
  [86, ['inappropriate_fallback', 'The server wants a newer TLS version than was offered']],
  [90, ['user_canceled', 'The server gave up the TLS handshake']],
  [100, ['no_renegotiation', 'The server refuses to negotiate TLS']],
  [109, ['missing_extension', 'The server misses something in the TLS handshake']],
  [110, ['unsupported_extension', DIFFERENT]],
  [111, ['certificate_unobtainable', CLIENT_CERTIFICATE]],
  [112, ['unrecognized_name', 'The server does not know the name it was asked for']],
  [113, ['bad_certificate_status_response', DIFFERENT]],
  [114, ['bad_certificate_hash_value', CLIENT_CERTIFICATE]],
  [115, ['unknown_psk_identity', 'The server accepts only visitors with a shared key']],
  [116, ['certificate_required', CLIENT_CERTIFICATE]],
  [120, ['no_application_protocol', 'The server offers no version of HTTP that the check speaks']],
  [121, ['ech_required', 'The server wants its name to be sent encrypted']],
]);

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
  const [name, meaning] = ALERTS.get(number) ?? ['unknown', 'The server ended the TLS handshake'];
  return { number, name, meaning };
}
