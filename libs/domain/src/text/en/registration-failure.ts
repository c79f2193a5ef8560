import type { RegistrationFailureFact } from '../../check/registration-failure.ts';
import { describeEgress } from './egress.ts';
import { formatDay } from '../format/instant.ts';

type Sentences = {
  [Is in RegistrationFailureFact['is']]: (
    fact: Extract<RegistrationFailureFact, { is: Is }>,
  ) => string;
};

const UNUSABLE = {
  ambiguous: 'could mean two dates, and no rule of this registry decides',
  implausible: 'is no date that a registration can have',
  unreadable: 'is not a date',
} as const;

/** A sentence for each way in which a lookup fails. */
export const REGISTRATION_FAILURE_SENTENCES: Sentences = {
  text: ({ text }) => text,
  denied: ({ server, why }) => `The way to ${server} is refused. ${why}`,
  egress: ({ server, denial }) => `The way to ${server} is refused. ${describeEgress(denial)}`,
  'cut-off': ({ server }) => `${server} sent more than a record can hold; it was cut off.`,
  packed: ({ server }) => `The answer of ${server} cannot be unpacked.`,
  timeout: ({ server }) => `${server} did not answer completely in time.`,
  'no-address': ({ server }) => `The name ${server} could not be resolved.`,
  'no-tls': ({ server, code }) => `No secure connection to ${server} could be made (${code}).`,
  'no-connection': ({ server, code }) =>
    `The connection to ${server} failed${code ? ` (${code})` : ''}.`,
  'unusable-date': ({ server, why }) =>
    `The expiry date in the answer of ${server} ${UNUSABLE[why]}; the last known date stays.`,
  'long-past': ({ server, expiresAt }) =>
    `${server ?? 'The registry'} gives ${formatDay(expiresAt)} as the expiry of a domain that is in use; the date is not believed.`,
  turn: ({ server }) => `${server} is asked slowly, as it demands; this lookup waits for its turn.`,
  'refuses-us': ({ server }) => `${server} doesn't answer questions of this installation.`,
  'refuses-question': ({ server, status }) =>
    `${server} doesn't answer this question (HTTP ${status}).`,
  status: ({ server, status }) => `${server} could not answer (HTTP ${status}).`,
  'too-many': ({ server, status }) =>
    `${server} answers no more questions for a while: too many were asked${status === undefined ? '' : ` (HTTP ${status})`}.`,
  'no-question-about': ({ server }) => `${server} doesn't answer questions about this domain.`,
  empty: ({ server }) => `${server} gave an empty answer.`,
  'unknown-form': ({ server }) => `The answer of ${server} is in a form that isn't known.`,
  'no-record': ({ server }) => `The answer of ${server} is no RDAP record.`,
  'no-rdap': ({ server }) => `${server} has no RDAP service at the known address (HTTP 404).`,
  'bad-redirect': ({ server }) => `${server} redirects to an address that is not followed.`,
  'endless-redirects': ({ server }) => `RDAP redirects to ${server} and on without end.`,
  'wrong-name': ({ server, domain }) =>
    `The answer of ${server} is about another domain than ${domain}.`,
  withheld: ({ server, domain, words }) =>
    `${server} says that ${domain} is not to be had: ${words}.`,
  'bad-question': ({ server, words }) => `${server} did not take the question: ${words}.`,
  'no-service': ({ suffix }) => `The registry of .${suffix} has no public WHOIS or RDAP service.`,
  'unknown-service': ({ suffix }) =>
    `The registry of .${suffix} has no public service that is known.`,
  suffix: ({ domain }) =>
    `Names below ${domain} belong to a registry of their own; its own date is that of none of them.`,
  contradicted: ({ server, domain }) =>
    `${server ?? 'A service'} does not know ${domain}, but it is delegated in the DNS; what is known of it stays.`,
};

/** Where a newer version has stored a fact that this one does not know. */
export const UNKNOWN_REGISTRATION_FAILURE = 'The lookup failed.';
