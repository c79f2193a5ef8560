import type {
  AfterRedirect,
  BrokenHttp,
  FailureFact,
  SpokenProtocol,
} from '../../check/failure-fact.ts';
import type { Failure } from '../../check/schema.ts';
import { formatInstant } from '../format/instant.ts';
import { describeEgress } from './egress.ts';
import { describeRefusedCertificate } from './failure-certificate.ts';
import { describeStatus } from './failure-status.ts';
import { CIPHER, describeTlsAlert, TLS_SENTENCES } from './failure-tls.ts';
import { offlineReason } from './offline.ts';

const NOT_THE_SITE = 'That says nothing about the site.';

/** What name servers do, by our code. */
const NAME_SERVERS: Readonly<Record<string, string>> = {
  DNS_SERVFAIL: 'give no usable answer (SERVFAIL)',
  DNS_REFUSED: 'refuse to answer (REFUSED)',
  DNS_TIMEOUT: 'give no answer',
};

/** Sentences of failures whose code says it all. */
const OF_CODE: Readonly<Record<string, string>> = {
  ...TLS_SENTENCES,
  BODY_INCOMPLETE: 'The connection ended before the answer was complete.',
  EMPTY_RESPONSE: 'The server closed the connection without an answer.',
  HEADERS_TOO_LARGE: 'The headers of the answer are larger than the check reads (256 KiB).',
  HEADERS_TOO_FINE: 'The headers of the answer come in too many tiny pieces to be read.',
  REDIRECT_AMBIGUOUS: 'Redirects to several addresses at once; browsers show an error.',
  REDIRECT_BAD_LOCATION: 'Redirects to something that is not a URL.',
  REDIRECT_SCHEME: 'Redirects to an address that is neither http nor https.',
};

const NOT_HTTP: Readonly<Record<BrokenHttp, string>> = {
  'no-status-line': 'it does not begin with a status line',
  'bad-status': 'its status code is not between 100 and 999',
  nul: 'a header holds a NUL character',
  'carriage-return': 'a header holds a line break (a carriage return without a line feed)',
  'length-and-chunks': 'it states a Content-Length and sends its body in chunks',
  lengths: 'it states different values of Content-Length',
  'contradictory-lengths': 'it states contradictory lengths',
  'endless-head': 'its head has no end',
  http2: 'it speaks HTTP/2, which is asked for over TLS only',
  'long-chunk-line': 'a line between its chunks is too long',
  'long-chunk': 'a chunk is longer than its stated size',
  'bad-chunk-size': 'the size of a chunk is not a number',
  'http2-broken': 'HTTP/2 was broken off',
};

function notHttp({ why, detail }: Extract<FailureFact, { is: 'not-http' }>): string {
  const known = why && NOT_HTTP[why];
  const reason = known && detail ? `${known} (${detail})` : (known ?? detail ?? '');
  return `The server sent something that is not a valid HTTP answer${reason && `: ${reason}`}.`;
}

const WHEN_CLOSED: Readonly<Record<string, string>> = {
  tls: 'during the TLS handshake',
  connect: 'while connecting',
  transfer: 'in the middle of the answer',
};

const WAITING_FOR: Readonly<Record<string, string>> = {
  connect: 'waiting for the connection',
  tls: 'waiting for the TLS handshake',
  'first-byte': 'waiting for the first byte',
  transfer: 'the answer began and did not end',
};

const seconds = (milliseconds: number): string => `${Number((milliseconds / 1_000).toFixed(1))} s`;

function ofResolver({ host, isLost, timeoutMs }: Extract<FailureFact, { is: 'resolver' }>): string {
  const does = isLost
    ? `finds ${host} no more, nor most of the other names`
    : `gave no answer for ${host}`;
  const within = timeoutMs === undefined ? '' : ` within ${seconds(timeoutMs)}`;
  return `The DNS resolver of this machine ${does}${within}. ${NOT_THE_SITE}`;
}

const misleads = (to: string, why: string): string =>
  `The site redirects to ${to}, where its visitors get nothing: a wrong redirect, or somebody tampered with the site. ${why}`.trim();

const leadsElsewhere = (why: string): string =>
  `The name leads elsewhere than before, to where no visitor gets: it was hijacked, diverted by a filter (sinkhole) or set up wrongly. ${why}`.trim();

type Sentences = {
  readonly [Is in FailureFact['is']]: (
    fact: Extract<FailureFact, { is: Is }>,
    code: string | null,
  ) => string;
};

/** A sentence for each fact; `code` is that of the failure. */
export const FAILURE_SENTENCES: Sentences = {
  text: ({ text }) => text,
  code: (_, code) => OF_CODE[code ?? ''] ?? '',
  'no-address': ({ host }) => `DNS knows no address for ${host}.`,
  'bad-name': ({ host }) => `${host} is not a name that DNS can have.`,
  dnssec: ({ host }) =>
    `The DNSSEC signatures of ${host} are broken, so resolvers that check them refuse its name (SERVFAIL).`,
  'name-servers': ({ host }, code) =>
    `The name servers of ${host} ${NAME_SERVERS[code ?? ''] ?? 'give an unusable answer'}, while the resolver answers for other names.`,
  resolver: ofResolver,
  certificate: describeRefusedCertificate,
  'tls-alert': describeTlsAlert,
  cipher: () => CIPHER,
  refused: ({ port }) => `Refused: nothing listens on port ${port}.`,
  'no-connection': ({ port }) => `No connection to port ${port}: no reaction at all.`,
  closed: ({ during, isNameless }) =>
    `The server closed the connection ${WHEN_CLOSED[during] ?? 'without an answer'}.${
      isNameless ? ' It may need a name: the target is an IP address, for which none is sent.' : ''
    }`,
  'no-way': ({ host }) => `There is no way to reach ${host}.`,
  'no-route': ({ host }) => `There is no network route to ${host}.`,
  'no-family': ({ family }) => `This machine has no ${family} connection. ${NOT_THE_SITE}`,
  'too-many-connections': () => 'This machine has too many open connections to check now.',
  'own-connection': () => 'This machine could not open a connection of its own.',
  'unknown-error': () => `The check itself failed in a way it does not know. ${NOT_THE_SITE}`,
  'secrets-locked': () =>
    'Not checked: its headers or its body are encrypted with a key that is not here. The System page says what to do.',
  'check-broken': () => 'The monitor could not run this check. Its log has the details.',
  'certificate-check-broken': () =>
    'The monitor could not read the certificate. Its log has the details.',
  deadline: ({ timeoutMs }, phase) =>
    `No answer within ${seconds(timeoutMs)} (${WAITING_FOR[phase ?? ''] ?? 'waiting'}).`,
  'not-http': notHttp,
  status: ({ expected }, code) => describeStatus(code, expected),
  'text-missing': ({ quote }) => `The text ${quote} is not on the page.`,
  'text-present': ({ quote }) => `The text ${quote} is on the page and should not be.`,
  'text-too-fine': ({ quote }) =>
    `The page comes in too many tiny pieces to be read; the text ${quote} was not in them.`,
  'text-too-far': ({ quote }) =>
    `The text ${quote} is not in the first 5 MiB of the page, and no more is read.`,
  'not-unpacked': ({ codings }) =>
    `The page claims to be compressed (${codings}) and cannot be unpacked; browsers show an error.`,
  codings: ({ count }) => `The answer claims to be compressed ${count} times over.`,
  redirects: ({ max, mostAllowed }) =>
    max < mostAllowed
      ? `More than ${max} redirects in a row. The settings of the target allow up to ${mostAllowed}.`
      : `More than ${max} redirects in a row, as many as browsers follow.`,
  'no-location': ({ status }) => `Answered ${status} without saying where to go.`,
  circle: () => 'The redirects run in a circle.',
  denied: ({ why }) => why,
  'denied-redirect': ({ to, why }) => misleads(to, why),
  'changed-name': ({ why }) => leadsElsewhere(why),
  egress: ({ denial }) => describeEgress(denial),
  'egress-redirect': ({ to, denial }) => misleads(to, denial ? describeEgress(denial) : ''),
  'egress-name': ({ denial }) => leadsElsewhere(denial ? describeEgress(denial) : ''),
  offline: (offline) =>
    `The monitor's own ${offline.family === null ? '' : `${offline.family} `}network has been away since ${formatInstant(offline.since)} (${offlineReason(offline)}). ${NOT_THE_SITE}`,
  'stood-still': ({ ms }) =>
    `The monitor itself was overloaded (it stood still for ${ms} ms), so this check says nothing.`,
};

/** Names of headers that a sentence repeats. */
const SHOWN_HEADERS = 3;

function withheldRemark(names: readonly string[]): string {
  const more = names.length - SHOWN_HEADERS;
  const shown = names.slice(0, SHOWN_HEADERS).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return names.length === 1
    ? `The header ${shown} was not sent on: the redirect leads to another origin.`
    : `The headers ${shown} were not sent on: the redirect leads to another origin.`;
}

function aroundRedirect(sentence: string, { to, withheld, methods }: AfterRedirect): string[] {
  return [
    ...(to === undefined ? [] : [`After a redirect to ${to}:`]),
    sentence,
    ...(withheld ? [withheldRemark(withheld)] : []),
    ...(methods ? [`The redirect turned ${methods[0]} into ${methods[1]}, as in browsers.`] : []),
  ];
}

const SPOKEN: Readonly<Record<SpokenProtocol, string>> = {
  tls: 'The port speaks TLS: the address must begin with https://.',
  http: 'The port speaks plain http: the address must begin with http://, or TLS was switched off there.',
  ssh: 'An SSH service answers on the port.',
  mail: 'A mail service answers on the port.',
  ftp: 'An FTP service answers on the port.',
};

/** The sentence of a failure with what surrounds it: the redirect before it, and what its port speaks. */
export const surroundFailure = (
  sentence: string,
  { redirect, speaks }: Pick<Failure, 'redirect' | 'speaks'>,
): string =>
  [
    ...(redirect ? aroundRedirect(sentence, redirect) : [sentence]),
    ...(speaks ? [SPOKEN[speaks]] : []),
  ].join(' ');
