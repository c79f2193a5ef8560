import type { FailureFact } from '../../check/failure-fact.ts';
import { tlsAlertName } from '../../check/tls-alert.ts';

const ENDED = 'The server ended the TLS handshake';
const CLIENT_CERTIFICATE = 'The server accepts only visitors with a client certificate';
const DIFFERENT = 'The server and the check understand TLS differently';
const DAMAGED = 'The server received TLS data that it takes for damaged';

/** What an alert means for the person who reads of it: a sentence without its full stop. */
const ALERTS = new Map<number, string>([
  [0, 'The server ended the TLS handshake without giving a reason'],
  [10, DIFFERENT],
  [20, DAMAGED],
  [21, DAMAGED],
  [22, DAMAGED],
  [30, DAMAGED],
  [41, CLIENT_CERTIFICATE],
  [42, CLIENT_CERTIFICATE],
  [43, CLIENT_CERTIFICATE],
  [44, CLIENT_CERTIFICATE],
  [45, CLIENT_CERTIFICATE],
  [46, CLIENT_CERTIFICATE],
  [47, DIFFERENT],
  [48, 'The server accepts only visitors whose certificate it knows'],
  [49, 'The server, or a filter in front of it, denies access to the check'],
  [50, DIFFERENT],
  [51, 'The server could not verify a signature or key in the TLS handshake'],
  [60, 'The server insists on outdated weak encryption'],
  [70, 'The server only offers TLS versions that are too old to be safe'],
  [71, 'The server wants ciphers that the check does not offer'],
  [80, 'The server broke off the TLS handshake because of a fault of its own'],
  [86, 'The server wants a newer TLS version than was offered'],
  [90, 'The server gave up the TLS handshake'],
  [100, 'The server refuses to negotiate TLS'],
  [109, 'The server misses something in the TLS handshake'],
  [110, DIFFERENT],
  [111, CLIENT_CERTIFICATE],
  [112, 'The server does not know the name it was asked for'],
  [113, DIFFERENT],
  [114, CLIENT_CERTIFICATE],
  [115, 'The server accepts only visitors with a shared key'],
  [116, CLIENT_CERTIFICATE],
  [120, 'The server offers no version of HTTP that the check speaks'],
  [121, 'The server wants its name to be sent encrypted'],
]);

type Alert = Extract<FailureFact, { is: 'tls-alert' }>;

const meaningOf = ({ alert }: Alert): string => ALERTS.get(alert) ?? ENDED;

function alertWords(fact: Alert, code: string | null): string {
  switch (code) {
    case 'TLS_CLIENT_CERT_REQUIRED':
      return fact.isEarly
        ? `${ENDED}. ${meaningOf(fact)}`
        : 'The server wants a client certificate, which the check does not have';
    case 'TLS_NAME_NEEDED':
      return `${meaningOf(fact)}. It may need a name: the target is an IP address, for which none is sent`;
    case 'TLS_HANDSHAKE':
      return `${meaningOf(fact)}: it shares no cipher suite with the check, or has no certificate for ${fact.host ?? 'the site'}`;
    case 'TLS_NAME_UNKNOWN':
      return `The server does not know the name ${fact.host ?? 'of the site'}`;
    default:
      return meaningOf(fact);
  }
}

/** The sentence of a handshake that the server ended with a reason. */
export const describeTlsAlert = (fact: Alert, code: string | null): string =>
  `${alertWords(fact, code)} (TLS alert ${fact.alert}, ${tlsAlertName(fact.alert)}).`;

export const CIPHER =
  'The TLS handshake failed: the server chose a cipher that the check did not offer.';

/** What OpenSSL on our side refuses. */
export const TLS_SENTENCES: Readonly<Record<string, string>> = {
  TLS_NOT_TLS:
    'The server does not speak TLS on this port: it answers something else there, as plain http, SSH or mail services do.',
  TLS_PROTOCOL_TOO_OLD: 'The server only offers TLS versions that are too old to be safe.',
  TLS_WEAK_KEY_EXCHANGE:
    'The server exchanges keys in a way that is too weak to be safe (a short Diffie-Hellman group).',
  TLS_LEGACY_RENEGOTIATION: 'The server only knows the old, unsafe way to renegotiate TLS.',
  TLS_BAD_SIGNATURE:
    'The server did not prove that the TLS certificate is its own: the signature in the handshake is wrong, as with a key that belongs to another certificate.',
  CERT_WEAK_KEY: 'The key of the TLS certificate, or of its issuer, is too short to be trusted.',
  CERT_WEAK_SIGNATURE:
    'The TLS certificate is signed with an outdated algorithm (SHA-1 or MD5) and not trusted.',
  TLS_CLOSED: 'The server closed the connection during the TLS handshake without giving a reason.',
  TLS_BROKEN: 'The TLS handshake failed: what the server sent is damaged or no valid TLS.',
  TLS_HANDSHAKE: 'The TLS handshake failed: the server and the check do not understand each other.',
};
