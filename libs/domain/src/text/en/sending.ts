import { SECRETS_LOCKED } from '../../secrets/sealed.ts';
import type { NoAnswer, SendFact } from '../../delivery/send-fact.ts';

/** What sentences about a provider are made with. */
export interface SendHelpers {
  /** What the kind of the channel is called; undefined where it is none. */
  name: string | undefined;
  /** What its kind advises where it answers with a status. */
  advice: Readonly<Record<number, string>>;
  /** The address of its server is entered. */
  hasServer: boolean;
  describeFault: (fault: Extract<SendFact, { is: 'denied' }>['fault']) => string;
}

const MAIL_SERVER = 'The mail server';

/** Whom a sentence is about, where it is not the name of a kind. */
const PROVIDERS: Readonly<Record<string, string>> = {
  email: MAIL_SERVER,
  smtp: MAIL_SERVER,
  resend: 'Resend',
  webhook: 'The webhook',
  heartbeat: 'The service of HEARTBEAT_URL',
};

/** Where the address of a server is set that is not the one of a channel. */
const SETTINGS: Readonly<Record<string, string>> = { smtp: 'SMTP_URL', email: 'SMTP_URL' };

const whoIs = ({ by }: { readonly by: string }, { name }: SendHelpers): string =>
  PROVIDERS[by] ?? name ?? 'The server';

const ADVICE: Readonly<Record<number, string>> = {
  400: 'It does not understand the message.',
  401: 'Check its address and its access rights.',
  403: 'Check its address and its access rights.',
  404: 'Check its address.',
  410: 'The address is no longer in use; enter a new one.',
  413: 'The message is too long for it.',
};

/** Client errors that pass by themselves: request timeout, too early, too many requests. */
const PASSING: readonly number[] = [408, 425, 429];

function advise(status: number, { advice }: SendHelpers): string {
  if (status >= 500 || PASSING.includes(status)) return 'It may work later.';
  return advice[status] ?? ADVICE[status] ?? 'It does not accept the message.';
}

const ended = (text: string): string => text.replace(/\.?$/, '.');

const seconds = (ms: number): string => `${ms / 1_000} s`;

/** Predicates of what gave no answer; `where` is what its address is set by. */
const NO_ANSWER: Readonly<Record<NoAnswer['why'], (answer: NoAnswer, where: string) => string>> = {
  refused: () => 'refused the connection',
  closed: () => 'closed the connection before it answered',
  'no-name': () => 'was not found by its name',
  'no-dns': () => 'could not be looked up, because DNS does not answer',
  unreachable: () => 'is not reachable from this network',
  timeout: ({ withinMs }) =>
    withinMs === undefined
      ? 'did not answer in time'
      : `did not answer within ${seconds(withinMs)}`,
  unfinished: ({ withinMs = 0 }) => `did not finish within ${seconds(withinMs)}`,
  'not-http': () => 'did not answer in HTTP',
  'no-tls': (_, where) => `speaks no TLS on this port. Check protocol and port in ${where}`,
  untrusted: ({ code = '' }) =>
    `has a certificate that no known authority has signed (${code}). Name the authority, or the certificate itself, in the file of EXTRA_CA_FILE and start again`,
  'other-name': (_, where) =>
    `has a certificate for another name. Use the name that the certificate is for in ${where}, or have it issued anew`,
  expired: () => 'has a certificate that has expired. Renew it there',
  'too-early': () => 'has a certificate that is not valid yet. Check the clocks of both machines',
  tls: ({ code = '' }, where) =>
    `has a TLS problem (${code}). Check its certificate, and protocol and port in ${where}`,
  'tls-broken-off': () => 'broke off while the connection was being encrypted',
  other: ({ code, says }) =>
    says === undefined
      ? `could not be reached${code === undefined ? '' : ` (${code})`}`
      : `could not be used: ${says}`,
};

type Of<Is extends SendFact['is']> = Extract<SendFact, { is: Is }>;

function describeTaken(fact: Of<'taken'>, helpers: SendHelpers): string {
  const who = whoIs(fact, helpers);
  if (fact.isRepeated) return `${who} had already taken this message.`;
  if (fact.status !== undefined) return `${who} answered ${fact.status}.`;
  if (fact.notFor !== undefined) return `${who} took the message, but not for ${fact.notFor}.`;
  const taken = `${who} took the message.`;
  return fact.movedTo === undefined
    ? taken
    : `${taken} The chat has a new id: enter ${fact.movedTo}.`;
}

function describeAnswered(fact: Of<'answered'>, helpers: SendHelpers): string {
  const { status, says } = fact;
  const said = `${whoIs(fact, helpers)} answered ${status}`;
  if (says !== undefined) return ended(`${said}: ${says}`);
  return status >= 300 && status < 400
    ? `${said}, a redirect, which is not followed. Enter the final address.`
    : `${said}. ${advise(status, helpers)}`;
}

function describeRefused(fact: Of<'refused'>, helpers: SendHelpers): string {
  const { status, reason = 'no reason given' } = fact;
  const refused = ended(`${whoIs(fact, helpers)} did not take the message: ${reason}`);
  const advice = helpers.advice[status ?? 0];
  return advice === undefined ? refused : `${refused} ${advice}`;
}

/** What came of handing a message to somebody, and what helps. */
export const SEND_SENTENCES: {
  readonly [Is in SendFact['is']]: (fact: Of<Is>, helpers: SendHelpers) => string;
} = {
  text: ({ text }) => text,
  taken: describeTaken,
  answered: describeAnswered,
  replied: (fact, helpers) =>
    `${ended(`${whoIs(fact, helpers)} answered ${fact.says ?? fact.status}`)}${
      fact.isLogin ? ' Check user and password in SMTP_URL.' : ''
    }`,
  refused: describeRefused,
  page: (fact, helpers) =>
    `${whoIs(fact, helpers)} answered ${fact.status} with a web page, perhaps for signing in, and did not confirm the message. Check that its address needs no login.`,
  'other-server': ({ by, status }, { name, hasServer }) =>
    `The server answered ${status}, but not as ${name ?? by} does.${hasServer ? ' Check its address.' : ''}`,
  'no-answer': (fact, helpers) => {
    // A newer version may have stored a reason that this one does not know.
    const why = Object.hasOwn(NO_ANSWER, fact.why) ? fact.why : 'other';
    return `${whoIs(fact, helpers)} ${NO_ANSWER[why](fact, SETTINGS[fact.by] ?? 'its address')}.`;
  },
  'key-refused': (fact, helpers) =>
    `${whoIs(fact, helpers)} refused the key. Check RESEND_API_KEY.`,
  unencrypted: (fact, helpers) =>
    `${whoIs(fact, helpers)} offers no encryption here, and the password of SMTP_URL is not sent in clear. Write smtps:// with the port for TLS (465), ask the server for STARTTLS on port 587, or add ?requireTLS=false to SMTP_URL to send it all the same.`,
  'bad-settings': ({ code }) =>
    `The mail could not be sent (${code}). Check SMTP_URL and MAIL_FROM.`,
  denied: ({ fault }, { describeFault }) => describeFault(fault),
  'not-set-up': ({ settings }) =>
    `E-mail is not set up. Set ${settings.join(' or ')} and start again.`,
  shown: () => 'Shown in the app.',
  'secrets-locked': () => SECRETS_LOCKED,
  'alert-gone': () => 'Not sent: the alert is gone.',
  'not-prepared': () => 'The monitor could not prepare this message. Its log has the details.',
  'no-turn': () => 'Given up after a day: the channel fails, and this message had no other turn.',
  'report-not-made': () => 'The report could not be made.',
};

/** What the channel is called that everybody has. */
export const IN_APP = 'In-app';

/** Of what a newer version has stored. */
export const UNKNOWN_SENDING = 'A newer version of the monitor knows what came of it.';
