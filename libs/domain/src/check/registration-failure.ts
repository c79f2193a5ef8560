import * as z from 'zod';
import type { EgressFact } from '../egress/denial.ts';

/** Why an answer is missing or not believed. */
const RegistrationFailureClass = z.enum([
  'dns',
  'network',
  'timeout',
  'tls',
  'egress',
  'status',
  'empty',
  'too-large',
  'format',
  'wrong-name',
  'ambiguous',
  'implausible',
  'refused',
  /** One service says that the domain does not exist, and its delegation says that it does. */
  'contradicted',
  'no-service',
  'rate-limit',
  /** Our own pace: the registry's turn for this lookup is still to come. */
  'throttled',
]);
export type RegistrationFailureClass = z.infer<typeof RegistrationFailureClass>;

/** Why an answer is missing or not believed, as people read it. */
export const RegistrationFailureView = z.object({
  class: RegistrationFailureClass,
  /** One sentence for people. */
  message: z.string(),
});
export type RegistrationFailureView = z.infer<typeof RegistrationFailureView>;

/** One member of the union for each name in `Is`; `server` is the host name of the one that was asked. */
type OfServer<Is extends string, Details = unknown> = Is extends string
  ? Readonly<{ is: Is; server: string } & Details>
  : never;

/** What went wrong with a lookup, in no language: `is` tells which sentence of `text` it becomes. */
export type RegistrationFailureFact =
  /** A sentence that an older version stored. */
  | Readonly<{ is: 'text'; text: string }>
  /** The policy forbids the connection: in words, as an older version stored it, and as a fact. */
  | OfServer<'denied', { why: string }>
  | OfServer<'egress', { denial: EgressFact }>
  | OfServer<'cut-off' | 'packed' | 'timeout' | 'no-address'>
  | OfServer<'no-tls', { code: string }>
  | OfServer<'no-connection', { code?: string }>
  /** The expiry date of an answer. */
  | OfServer<'unusable-date', { why: 'ambiguous' | 'implausible' | 'unreadable' }>
  | Readonly<{ is: 'long-past'; server: string | null; expiresAt: Date }>
  /** It must be asked slowly: the turn of this lookup is still to come. */
  | OfServer<'turn'>
  /** It answers nothing that this installation asks. */
  | OfServer<'refuses-us'>
  | OfServer<'refuses-question' | 'status', { status: number }>
  | OfServer<'too-many', { status?: number }>
  | OfServer<'no-question-about' | 'empty' | 'unknown-form' | 'no-record' | 'no-rdap'>
  | OfServer<'bad-redirect' | 'endless-redirects'>
  | OfServer<'wrong-name', { domain: string }>
  /** `words` are those of the server, as safe text. */
  | OfServer<'withheld', { domain: string; words: string }>
  | OfServer<'bad-question', { words: string }>
  /** Neither WHOIS nor RDAP, or none that is known. */
  | Readonly<{ is: 'no-service'; suffix: string }>
  | Readonly<{ is: 'unknown-service'; suffix: string }>
  /** Names below this domain are registered; the domain itself is not. */
  | Readonly<{ is: 'suffix'; domain: string }>
  | Readonly<{ is: 'contradicted'; server: string | null; domain: string }>;

/** Why the list of RDAP services could not be fetched, in no language. */
export type RdapListProblem =
  | RegistrationFailureFact
  /** What was sent is no list. */
  | Readonly<{ is: 'no-list'; server: string; status: number }>
  | Readonly<{ is: 'no-json'; server: string }>;

/** Why an answer is missing or not believed, as facts that `describeRegistrationFailure` puts into words. */
export const RegistrationFailure = z.object({
  class: RegistrationFailureClass,
  fact: z.custom<RegistrationFailureFact>(),
});
export type RegistrationFailure = z.infer<typeof RegistrationFailure>;
