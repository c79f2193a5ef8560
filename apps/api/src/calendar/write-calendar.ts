import { plainLine, type ExpiryItem } from '@app/domain';
import {
  ICalEventTransparency,
  type ICalEventData,
  default as createCalendar,
} from 'ical-generator';

const HOUR_SECONDS = 3_600;
const MAX_NAME = 200;
/** Numbers of revisions count the seconds since then: they grow, and stay within 31 bits until 2088. */
const FIRST_REVISION_MS = Date.UTC(2020, 0, 1);

export interface CalendarOptions {
  /** Address of the web app, without a trailing slash. */
  readonly publicUrl: string;
}

/** A calendar needs a component (RFC 5545 section 3.6), and strict readers refuse one without any. */
const EMPTY = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
  'END:VCALENDAR',
].join('\r\n');

/**
 * Ends of certificates and domains as an iCalendar feed (RFC 5545): one all-day event each, on the day of the end
 * in UTC. A date that moves keeps the id of its event and gets a later revision, so that calendars move it, too.
 */
export function writeCalendar(
  items: readonly ExpiryItem[],
  { publicUrl }: CalendarOptions,
): string {
  const calendar = createCalendar({
    name: 'Certificates and domains',
    prodId: { company: 'mini-netumo', product: 'expiries', language: 'EN' },
    ttl: HOUR_SECONDS,
    events: items.map((item) => eventOf(item, publicUrl)),
  }).toString();
  return items.length === 0 ? calendar.replace('END:VCALENDAR', EMPTY) : calendar;
}

const eventOf = (item: ExpiryItem, publicUrl: string): ICalEventData => ({
  id: `${idOf(item)}@mini-netumo`,
  // Without a method both name the last revision; an unchanged feed is the same text.
  stamp: item.changedAt,
  lastModified: item.changedAt,
  sequence: Math.max(0, Math.floor((item.changedAt.getTime() - FIRST_REVISION_MS) / 1_000)),
  start: item.expiresAt,
  allDay: true,
  // Nobody is busy on that day.
  transparency: ICalEventTransparency.TRANSPARENT,
  summary: summaryOf(item),
  description: descriptionOf(item),
  url: `${publicUrl}/targets/${item.targetId}`,
});

/** Targets come and go on a domain, so it is its own name; a certificate is that of one target. */
const idOf = ({ kind, name, targetId }: ExpiryItem): string =>
  kind === 'domain' ? `domain-${name}` : `certificate-${targetId}`;

function summaryOf({ kind, name, source }: ExpiryItem): string {
  const subject = kind === 'domain' ? 'Domain' : 'Certificate of';
  const origin = source === 'manual' ? ' (date typed in)' : '';
  return `${subject} ${plainLine(name, MAX_NAME)} expires${origin}`;
}

function descriptionOf({ targetName, targets }: ExpiryItem): string {
  const others = targets > 1 ? ` and ${targets - 1} more` : '';
  return `Watched as ${plainLine(targetName, MAX_NAME)}${others}.`;
}
