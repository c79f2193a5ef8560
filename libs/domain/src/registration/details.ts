import * as z from 'zod';
import { RegistrationFailureView } from '../check/registration-failure.ts';
import { RegistrationSource } from '../check/registration-source.ts';
import { Id, Instant } from '../common/schema.ts';
import { RegistrationChange } from './changes.ts';
import { RegistryReply } from './reply.ts';
import { DateOf, DatePrecision, RegistrationOutcome } from './schema.ts';

/** Registrable domain in lower-case ASCII. */
const DomainName = z
  .string()
  .min(3)
  .max(253)
  .regex(/^[a-z0-9.-]+$/, { error: 'Write the domain in lower-case ASCII, like example.com.' });

/** A change of a registration in the history of a domain. */
export const RegistrationEvent = z.intersection(RegistrationChange, z.object({ at: z.date() }));
export type RegistrationEvent = z.infer<typeof RegistrationEvent>;

/** All that is known of the registration of a domain, as the page of a target shows it. */
export const RegistrationDetails = z.object({
  /** Null for hosts that have no registration; `note` says why. */
  name: z.string().nullable(),
  /** A sentence for people where there is nothing to look up or to show; else null. */
  note: z.string().nullable(),
  outcome: RegistrationOutcome.nullable(),
  /** What the domain itself was last known to be, whatever lookups since then said or failed to say. */
  standing: RegistrationOutcome.nullable(),
  expiresAt: z.date().nullable(),
  precision: DatePrecision,
  /** Whose date `expiresAt` is. */
  dateOf: DateOf,
  /** The registrar's own date, as it was last told. */
  registrarExpiresAt: z.date().nullable(),
  /** The registry's date, where it has renewed the domain by itself and its holder has not yet; else null. */
  autoRenewedTo: z.date().nullable(),
  daysLeft: z.int().nullable(),
  source: RegistrationSource.nullable(),
  /** Host name of the server that answered last. */
  server: z.string().nullable(),
  /** When the date was last stated. */
  confirmedAt: z.date().nullable(),
  /** True when the date is near and has not been confirmed for a week. */
  isStale: z.boolean(),
  checkedAt: z.date().nullable(),
  registrar: z.string().nullable(),
  statuses: z.array(z.string()),
  /** When the statuses were last stated. */
  statusesAt: z.date().nullable(),
  nameServers: z.array(z.string()),
  failure: RegistrationFailureView.nullable(),
  failingSince: z.date().nullable(),
  /** A date that was stated and is earlier than `expiresAt`: it counts once a second answer repeats it. */
  doubtedDate: z.date().nullable(),
  /** What the newest lookup heard; empty when it stated the date that counts, or heard nothing. */
  replies: z.array(RegistryReply),
  /** Newest first. */
  changes: z.array(RegistrationEvent),
  /** Null while no target that is checked is on the domain. */
  nextLookupAt: z.date().nullable(),
  /** True when the registry decides: the lookup comes then at the earliest. */
  isPutOff: z.boolean(),
  /**
   * Days between two lookups; 1, or more where the registry's server tells of more domains than it may be asked about in
   * a day.
   */
  lookupEveryDays: z.int(),
  /** When a person may ask for a lookup again; in the past when at once. */
  refreshAllowedAt: z.date().nullable(),
  /** Targets on this domain, paused ones included. */
  targets: z.int(),
});
export type RegistrationDetails = z.infer<typeof RegistrationDetails>;

/** A date that a person types in, or null to take it back. */
export const SetManualExpiry = z.strictObject({ name: DomainName, expiresAt: Instant.nullable() });
export type SetManualExpiry = z.infer<typeof SetManualExpiry>;

export const ByDomain = z.strictObject({ name: DomainName });
export const ByTarget = z.strictObject({ targetId: Id });

/** What the list says of the registration of a domain. */
export const RegistrationSummary = z.object({
  /** Registrable domain in ASCII; null for hosts that have none. */
  name: z.string().nullable(),
  expiresAt: z.date().nullable(),
  daysLeft: z.int().nullable(),
  /** Who stated the date; `manual` is a date that a person typed in. */
  source: RegistrationSource.nullable(),
  /** Of the newest lookup; null before the first one, `not-applicable` for hosts that have no registration. */
  outcome: z.enum([...RegistrationOutcome.options, 'not-applicable']).nullable(),
  /** What the domain itself was last known to be, whatever lookups since then failed to say. */
  standing: RegistrationOutcome.nullable(),
  checkedAt: z.date().nullable(),
});

export type RegistrationSummary = z.infer<typeof RegistrationSummary>;
