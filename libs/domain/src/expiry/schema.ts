import * as z from 'zod';
import { Cursor, Id, Limit } from '../common/schema.ts';
import { RegistrationSource } from '../check/registration-source.ts';
import { RegistrationOutcome } from '../registration/schema.ts';

/** A certificate or a registration with its end, as the list of what expires shows it. */
export const ExpiryItem = z.object({
  kind: z.enum(['certificate', 'domain']),
  /** Host and port of the certificate, or the domain. */
  name: z.string(),
  /** The target; of a domain the one that is on it longest. */
  targetId: Id,
  targetName: z.string(),
  /** Number of targets that it concerns. */
  targets: z.int(),
  expiresAt: z.date(),
  daysLeft: z.int(),
  /** People are told from so many days on. */
  thresholdDays: z.int(),
  /** Last label of the name; null for IP addresses. */
  tld: z.string().nullable(),
  /** Of a domain, as the registry names it; null for certificates, and where it is not known. */
  registrar: z.string().nullable(),
  /** Of all targets that it concerns, by alphabet. */
  tags: z.array(z.string()),
  /** When another certificate, or another fact of the registration, was seen last; at first when it was added. */
  changedAt: z.date(),
  /** What a domain was last known to be; null for certificates. */
  standing: RegistrationOutcome.nullable(),
  /** Who stated the date: the certificate itself, a registry, or a person. */
  source: z.enum(['certificate', ...RegistrationSource.options]),
});
export type ExpiryItem = z.infer<typeof ExpiryItem>;

const Wanted = z.string().min(1).max(200);

/** Which ends are wanted; what is left out is not asked for. */
export const ExpiryFilter = z.strictObject({
  kind: ExpiryItem.shape.kind.optional(),
  /** In any case of letters. */
  registrar: Wanted.optional(),
  /** With or without the dot before it. */
  tld: Wanted.optional(),
  tag: Wanted.optional(),
});
export type ExpiryFilter = z.infer<typeof ExpiryFilter>;

/** What comes first; what is equal comes by its end, and what has no such value comes last. */
export const ExpirySort = z.enum(['end', 'name', 'registrar', 'tld', 'tag']);
export type ExpirySort = z.infer<typeof ExpirySort>;

/** Filter and order of a list that is exported. */
export const ExportExpiries = ExpiryFilter.extend({ sort: ExpirySort.optional() });
export type ExportExpiries = z.infer<typeof ExportExpiries>;

export const ListExpiries = ExportExpiries.extend({
  cursor: Cursor.optional(),
  limit: Limit.optional(),
});
export type ListExpiries = z.infer<typeof ListExpiries>;

/** Paused targets are left out. */
export const ExpiryPage = z.object({
  items: z.array(ExpiryItem),
  nextCursor: z.string().nullable(),
});
export type ExpiryPage = z.infer<typeof ExpiryPage>;

/** The values by which the list can be filtered, by alphabet. */
export const ExpiryChoices = z.object({
  registrars: z.array(z.string()),
  tlds: z.array(z.string()),
  tags: z.array(z.string()),
});
export type ExpiryChoices = z.infer<typeof ExpiryChoices>;
