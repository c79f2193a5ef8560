import * as z from 'zod';
import { RegistrationFailure } from '../check/registration-failure.ts';
import { RegistrationSource } from '../check/registration-source.ts';
import { SeenDelegation } from './delegation.ts';
import { RegistryReply } from './reply.ts';

/** What is known about the registration of a domain, or why nothing is known. */
export const RegistrationOutcome = z.enum([
  'ok',
  /** Registered, but the registry publishes no expiry date. */
  'not-published',
  /** There is no public service for this name, or it refuses us for good. */
  'unsupported',
  'rate-limited',
  /** No answer, or none that can be trusted. */
  'unreachable',
  'not-found',
  'expired',
  /** Deleted, but its holder can still get it back. */
  'redemption',
  'pending-delete',
]);
export type RegistrationOutcome = z.infer<typeof RegistrationOutcome>;

/** Whose date it is: the registry's own, or the one until which the registrar has sold the domain. */
export const DateOf = z.enum(['registry', 'registrar']);
export type DateOf = z.infer<typeof DateOf>;

/** Who says that a domain does not exist: a service of its registry, or the parent zone without a delegation. */
const AbsenceWitness = z.enum(['rdap', 'whois', 'dns']);
export type AbsenceWitness = z.infer<typeof AbsenceWitness>;

/** How exact a date is. Of a `day` only the calendar date is known; it is stored as noon UTC. */
export const DatePrecision = z.enum(['instant', 'day']);
export type DatePrecision = z.infer<typeof DatePrecision>;

const facts = {
  registrar: z.string().nullable(),
  /** EPP status codes such as `clientHold`, sorted; a registry's own word where it uses no code. */
  statuses: z.array(z.string()),
  /** Lower-case host names, sorted. */
  nameServers: z.array(z.string()),
};

/** Beside what a registry tells: what the zone above the domain holds; left out where the DNS did not say. */
const dns = { delegation: SeenDelegation.optional() };

/** What a registry tells about a domain besides its date. */
export const RegistrationFacts = z.object(facts);
export type RegistrationFacts = z.infer<typeof RegistrationFacts>;

const lookup = {
  /** Host name of the server that answered; null when none was asked. */
  server: z.string().nullable(),
  fetchedAt: z.date(),
  /** All that was said on the way to this answer, in order. */
  replies: z.array(RegistryReply),
};

const origin = { source: RegistrationSource, ...lookup };

const dates = {
  precision: DatePrecision,
  /** Left out for the registry's date. */
  dateOf: DateOf.optional(),
  /** The registrar's own date, where it is told beside the registry's. */
  registrarDate: z.object({ expiresAt: z.date(), precision: DatePrecision }).optional(),
};

/** What one lookup found out. */
export const RegistrationAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['ok', 'expired']),
    expiresAt: z.date(),
    ...dates,
    ...facts,
    ...dns,
    ...origin,
  }),
  z.object({
    outcome: z.enum(['redemption', 'pending-delete']),
    expiresAt: z.date().nullable(),
    ...dates,
    ...facts,
    ...dns,
    ...origin,
  }),
  z.object({ outcome: z.literal('not-published'), ...facts, ...dns, ...origin }),
  z.object({
    outcome: z.literal('not-found'),
    /** All who say so; one alone is not believed. */
    witnesses: z.array(AbsenceWitness).min(1),
    ...origin,
  }),
  z.object({
    outcome: z.enum(['unsupported', 'rate-limited', 'unreachable']),
    failure: RegistrationFailure,
    /** Not to be asked again before; null when nobody said so. */
    retryAt: z.date().nullable(),
    ...dns,
    ...lookup,
  }),
]);
export type RegistrationAnswer = z.infer<typeof RegistrationAnswer>;

/**
 * One complete lookup of a registrable domain in ASCII. What it measures is a value; it rejects only with the reason
 * of `signal`.
 */
export type RegistrationProbe = (
  domain: string,
  options: { signal?: AbortSignal },
) => Promise<RegistrationAnswer>;
