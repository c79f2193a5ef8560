import type {
  CreateStatusPage,
  NoteOutage,
  OutageNote,
  StatusPage,
  StatusPageRecord,
  UpdateStatusPage,
} from './schema.ts';

/** Notes of one page that are kept: outages are shown for ninety days. */
const MAX_NOTES = 200;

interface Deciding {
  readonly newId: () => string;
  readonly now: Date;
}

/** A page that nobody has seen yet. */
export const newStatusPage = (
  { newId, now }: Deciding,
  { logo, notice, ...input }: CreateStatusPage,
): StatusPageRecord => ({
  ...input,
  id: newId(),
  logo: logo ?? null,
  notice: notice || null,
  notes: [],
  createdAt: now,
  updatedAt: now,
  version: 1,
});

/** The same page after a change; what is left out stays. */
export const changedStatusPage = (
  before: StatusPageRecord,
  { slug, title, tag, enabled, logo, notice }: UpdateStatusPage,
  now: Date,
): StatusPageRecord => ({
  ...before,
  slug: slug ?? before.slug,
  title: title ?? before.title,
  tag: tag ?? before.tag,
  enabled: enabled ?? before.enabled,
  logo: logo === undefined ? before.logo : logo,
  notice: notice === undefined ? before.notice : notice || null,
  updatedAt: now,
});

/** The same page after something was said of an outage, or taken back. */
export function notedOutage(
  before: StatusPageRecord,
  { alertId, text }: NoteOutage,
  now: Date,
): StatusPageRecord {
  const others = before.notes.filter((note) => note.alertId !== alertId);
  const own: OutageNote[] = text ? [{ alertId, text, at: now }] : [];
  return { ...before, notes: [...others, ...own].slice(-MAX_NOTES), updatedAt: now };
}

/** A page as its owner sees it. */
export const toStatusPage = ({ version: _, ...page }: StatusPageRecord): StatusPage => page;
