import * as z from 'zod';
import { Cursor, Id, Limit } from '../common/schema.ts';
import { RegistrationOutcome, RegistrationSource } from '../registration/schema.ts';

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
  /** What a domain was last known to be; null for certificates. */
  standing: RegistrationOutcome.nullable(),
  /** Who stated the date: the certificate itself, a registry, or a person. */
  source: z.enum(['certificate', ...RegistrationSource.options]),
});
export type ExpiryItem = z.infer<typeof ExpiryItem>;

export const ListExpiries = z.strictObject({ cursor: Cursor.optional(), limit: Limit.optional() });
export type ListExpiries = z.infer<typeof ListExpiries>;

/** What ends first comes first; paused targets are left out. */
export const ExpiryPage = z.object({
  items: z.array(ExpiryItem),
  nextCursor: z.string().nullable(),
});
export type ExpiryPage = z.infer<typeof ExpiryPage>;
