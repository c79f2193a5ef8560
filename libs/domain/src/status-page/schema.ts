import * as z from 'zod';
import { Logo } from '../common/logo.ts';
import { Paragraphs } from '../common/paragraphs.ts';
import { Id, line } from '../common/schema.ts';

/** What a page is called in its address. */
const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, {
  error: 'Use up to 64 lower-case letters, digits and hyphens, such as shop-eu.',
});

const fields = {
  slug: Slug,
  /** Heading of the page. */
  title: line(100).min(1, { error: 'Give it a title.' }),
  /** The page shows the targets that carry it. */
  tag: line(50).min(1, { error: 'Choose a tag.' }),
  /** Whether anybody may see it. */
  enabled: z.boolean(),
};

/** What the owner says of an outage. */
export const OutageNote = z.object({ alertId: Id, text: z.string(), at: z.date() });
export type OutageNote = z.infer<typeof OutageNote>;

/** A page that anybody may see: how the targets of a tag do, without what is nobody else's business. */
export const StatusPage = z.object({
  id: Id,
  ...fields,
  logo: Logo.nullable(),
  /** What is said above everything else. */
  notice: z.string().nullable(),
  /** What is said of outages, the newest last. */
  notes: z.array(OutageNote),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type StatusPage = z.infer<typeof StatusPage>;

/** A page as it is stored; the version guards against lost updates. */
export type StatusPageRecord = StatusPage & { version: number };

export const StatusPageList = z.object({ items: z.array(StatusPage) });
export type StatusPageList = z.infer<typeof StatusPageList>;

export const CreateStatusPage = z.strictObject({
  ...fields,
  enabled: z.boolean().default(true),
  logo: Logo.nullish(),
  notice: Paragraphs.nullish(),
});
export type CreateStatusPage = z.infer<typeof CreateStatusPage>;

/** Changes: what is left out stays. */
export const UpdateStatusPage = z.strictObject({
  id: Id,
  slug: fields.slug.optional(),
  title: fields.title.optional(),
  tag: fields.tag.optional(),
  enabled: fields.enabled.optional(),
  logo: Logo.nullish(),
  notice: Paragraphs.nullish(),
});
export type UpdateStatusPage = z.infer<typeof UpdateStatusPage>;

/** Says something of an outage; nothing, or blanks, takes it back. */
export const NoteOutage = z.strictObject({ id: Id, alertId: Id, text: Paragraphs.nullable() });
export type NoteOutage = z.infer<typeof NoteOutage>;

/** An outage that a page tells of, with what is said of it there. */
export const NotableOutage = z.object({
  alertId: Id,
  targetName: z.string(),
  since: z.date(),
  /** Null while it lasts. */
  endedAt: z.date().nullable(),
  text: z.string().nullable(),
});
export type NotableOutage = z.infer<typeof NotableOutage>;

/** Those that last first, then the newest. */
export const NotableOutages = z.object({ items: z.array(NotableOutage) });
export type NotableOutages = z.infer<typeof NotableOutages>;
