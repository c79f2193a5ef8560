import { createHash } from 'node:crypto';
import {
  publicNameOf,
  type PublicMaintenance,
  type PublicOutage,
  type PublicStatus,
  publicWords,
} from '@app/domain/status-pages';
import { formatDuration, formatZoned } from '@app/domain/words';
import { type Markup, markup } from '@app/notifications';

/** An entry that feed readers show. */
interface Entry {
  /** Stays the same as long as it is about the same thing. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
}

const words = publicWords();

/**
 * Returns outages and maintenance of a status page as an Atom feed (RFC 4287), the newest first. Links are relative, because a
 * page may be reached under several names, and ids say nothing of ours: they are digests.
 */
export function statusFeed(status: PublicStatus): string {
  const { page, open, past, maintenance, timeZone } = status;
  const entries = [
    ...[...open, ...past].map((one) => outageEntry(one, timeZone)),
    ...maintenance.map((one) => maintenanceEntry(one, status)),
  ].sort((a, b) => +b.updatedAt - +a.updatedAt);
  const newest = entries[0]?.updatedAt ?? page.createdAt;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${idOf(page.id, 'feed')}</id>
<title>${page.title}</title>
<author><name>${page.title}</name></author>
<updated>${newest.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="/status/${page.slug}/feed.atom"/>
<link rel="alternate" type="text/html" href="/status/${page.slug}"/>
${entries.map((entry) => written(entry, page))}</feed>
`.text;
}

const written = (
  { key, title, text, publishedAt, updatedAt }: Entry,
  { id, slug }: PublicStatus['page'],
): Markup => markup`<entry>
<id>${idOf(id, key)}</id>
<title>${title}</title>
<published>${publishedAt.toISOString()}</published>
<updated>${updatedAt.toISOString()}</updated>
<link rel="alternate" type="text/html" href="/status/${slug}"/>
<content type="text">${text}</content>
</entry>
`;

/** A name-based id (RFC 9562, version 8) that does not tell what it was made of. */
function idOf(pageId: string, key: string): string {
  const hex = createHash('sha256').update(`${pageId} ${key}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${parts.join('-')}-${hex.slice(20, 32)}`;
}

function outageEntry(
  { alertId, target, since, endedAt, note }: PublicOutage,
  timeZone: string,
): Entry {
  const name = publicNameOf(target);
  const begin = formatZoned(since, timeZone);
  const when = endedAt
    ? `${begin} ${words.to} ${formatZoned(endedAt, timeZone)} (${formatDuration(+endedAt - +since)})`
    : `${words.since} ${begin}`;
  const times = [since, ...(endedAt ? [endedAt] : []), ...(note ? [note.at] : [])];
  return {
    key: alertId,
    title: endedAt ? words.wasDown(name) : words.isDown(name),
    text: [when, ...(note ? [note.text] : [])].join('\n\n'),
    publishedAt: since,
    updatedAt: new Date(Math.max(...times.map(Number))),
  };
}

function maintenanceEntry(
  { windowId, name, from, to, targets, announcedAt }: PublicMaintenance,
  { timeZone }: PublicStatus,
): Entry {
  const whom = targets ? targets.map((target) => publicNameOf(target)).join(', ') : words.ofAll;
  const when = `${formatZoned(from, timeZone)} ${words.to} ${formatZoned(to, timeZone)}`;
  return {
    // Each time of a window that comes back is a matter of its own.
    key: `${windowId} ${from.toISOString()}`,
    title: name === null ? words.maintenance : words.maintenanceOf(name),
    text: `${when}\n\n${whom}`,
    publishedAt: announcedAt,
    updatedAt: announcedAt,
  };
}
