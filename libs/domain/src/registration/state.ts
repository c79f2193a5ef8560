import * as z from 'zod';
import { RegistrationFailure } from '../check/registration-failure.ts';
import { RegistrationSource } from '../check/registration-source.ts';
import { DateOf, DatePrecision, RegistrationFacts, RegistrationOutcome } from './schema.ts';
import { Delegation } from './delegation.ts';
import { RegistryReply } from './reply.ts';

/** What is believed about a domain after all answers so far. */
export const Registration = RegistrationFacts.extend({
  /** Registrable domain in ASCII. */
  domain: z.string(),
  /** Of the newest lookup; null before the first one. `not-found` is believed only once `absence` is confirmed. */
  outcome: RegistrationOutcome.nullable(),
  /** What the domain itself was last known to be, whatever lookups since then said or failed to say. */
  standing: RegistrationOutcome.nullable(),
  /** The service that stated `statuses`, and when last. */
  statusSource: RegistrationSource.nullable(),
  statusesAt: z.date().nullable(),
  /** The last good date; no failure ever takes it away. */
  expiresAt: z.date().nullable(),
  precision: DatePrecision,
  dateOf: DateOf,
  /** The registrar's own date, as it was last told. */
  registrarExpiresAt: z.date().nullable(),
  /**
   * Where the registry has renewed the domain by itself and nothing says that its holder has: the registry's date.
   * `expiresAt` is then the holder's.
   */
  autoRenewedTo: z.date().nullable(),
  source: RegistrationSource.nullable(),
  server: z.string().nullable(),
  /** When `expiresAt` was last stated. */
  confirmedAt: z.date().nullable(),
  /** When a registry last told anything about the domain. */
  answeredAt: z.date().nullable(),
  lookedUpAt: z.date().nullable(),
  failure: RegistrationFailure.nullable(),
  /** Lookups in a row that failed for a technical reason. */
  failures: z.int(),
  failingSince: z.date().nullable(),
  /** Not to be looked up again before. */
  retryAt: z.date().nullable(),
  /** The registry said that the domain does not exist; believed from the second time on. */
  absence: z.object({ since: z.date(), confirmedAt: z.date().nullable() }).nullable(),
  /** Null while none was ever seen. */
  delegation: Delegation.nullable(),
  /** A date earlier than the stored one, which a second answer must repeat. */
  doubt: z.object({ expiresAt: z.date(), since: z.date() }).nullable(),
  /** What the newest lookup heard; empty when it stated the date that counts, or heard nothing. */
  replies: z.array(RegistryReply),
});
export type Registration = z.infer<typeof Registration>;

/** A domain of which nothing is known yet. */
export const newRegistration = (domain: string): Registration => ({
  domain,
  outcome: null,
  standing: null,
  statusSource: null,
  statusesAt: null,
  expiresAt: null,
  precision: 'day',
  dateOf: 'registry',
  registrarExpiresAt: null,
  autoRenewedTo: null,
  source: null,
  server: null,
  confirmedAt: null,
  answeredAt: null,
  lookedUpAt: null,
  registrar: null,
  statuses: [],
  nameServers: [],
  failure: null,
  failures: 0,
  failingSince: null,
  retryAt: null,
  absence: null,
  delegation: null,
  doubt: null,
  replies: [],
});
