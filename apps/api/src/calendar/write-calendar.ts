import { plainLine, type ExpiryItem } from '@app/domain';
import {
  ICalEventTransparency,
  type ICalEventData,
  default as createCalendar,
} from 'ical-generator';

const HOUR_SECONDS = 3_600;
const DAY_MS = 86_400_000;
const MAX_NAME = 200;

export interface CalendarOptions {
  /** Address of the web app, without a trailing slash. */
  readonly publicUrl: string;
  readonly now: Date;
}

/**
 * Ends of certificates and domains as an iCalendar feed (RFC 5545): one all-day event each, on the day of the end
 * in UTC. A date that moves keeps the id of its event, so that calendars move it, too.
 */
export function writeCalendar(
  items: readonly ExpiryItem[],
  { publicUrl, now }: CalendarOptions,
): string {
  // The day and not the moment: an unchanged feed is the same text until midnight.
  const stamp = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  return createCalendar({
    name: 'Certificates and domains',
    prodId: { company: 'mini-netumo', product: 'expiries', language: 'EN' },
    ttl: HOUR_SECONDS,
    events: items.map((item) => ({ ...eventOf(item, publicUrl), stamp })),
  }).toString();
}

const eventOf = (item: ExpiryItem, publicUrl: string): ICalEventData => ({
  id: `${idOf(item)}@mini-netumo`,
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
