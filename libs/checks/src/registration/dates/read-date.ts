import { normalise } from '@app/domain';
import type { DatePrecision } from '@app/domain/registration';
import { readCalendarDate } from './calendar-date.ts';
import { registryOrder, type FieldOrder } from './field-order.ts';
import { readTimeOfDay } from './time-of-day.ts';
import { registryOffset } from './zones.ts';

const DAY_MS = 86_400_000;
const FIRST_YEAR = 1990;
/** Registrations run for ten years at most; a few registries sell a hundred. */
const LONGEST_YEARS = 101;

export interface ExpiryDate {
  readonly expiresAt: Date;
  readonly precision: DatePrecision;
}

/** What a text that should be a date says. */
export type DateReading =
  | ({ readonly kind: 'date' } & ExpiryDate)
  /** The registry wrote that there is no date. */
  | { readonly kind: 'none' }
  /** Day and month could be swapped, and no rule decides. */
  | { readonly kind: 'ambiguous' }
  /** No date that a registration can have. */
  | { readonly kind: 'implausible' }
  | { readonly kind: 'unreadable' };

export interface DateContext {
  /** Top-level domain in ASCII, whose habits decide what the text leaves open. */
  readonly tld: string;
  readonly now: Date;
  /** Order of day and month that the label states. */
  readonly order?: FieldOrder | null;
}

/** The longest date with time, zone and remark is a third of it. */
const MAX_LENGTH = 200;

const NONE = /^(?:null|nil|none|n\/?a|not (?:available|applicable|defined|set|disclosed)|-+)?$/i;

/** Text that may follow a date: nothing, a time, a remark after a blank or a sign; never a second date. */
const isTail = (rest: string): boolean =>
  /^(?:[TZ]?\W|T\d|[TZ]?$)/i.test(rest) && !/\d{4}[-/.]\d/.test(rest);

/**
 * Reads an expiry date as registries write it. Strict: what is not certainly a date is not one, and the result does
 * not depend on the time zone of this machine. Without a zone only the calendar day is known, given as noon UTC.
 */
export function readDate(text: string, { tld, now, order = null }: DateContext): DateReading {
  if (text.length > MAX_LENGTH) return { kind: 'unreadable' };
  const line = normalise(text, 'NFKC').replace(/\s+/g, ' ').trim();
  if (NONE.test(line)) return { kind: 'none' };
  const date = readCalendarDate(line, order ?? registryOrder(tld));
  if (date === 'ambiguous') return { kind: 'ambiguous' };
  if (!date || !isTail(date.rest)) return { kind: 'unreadable' };
  const { year, month, day, rest } = date;
  if (year < FIRST_YEAR || year > now.getUTCFullYear() + LONGEST_YEARS)
    return { kind: 'implausible' };
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) {
    return { kind: 'unreadable' };
  }
  const time = readTimeOfDay(rest);
  const offset = time?.offsetMinutes ?? registryOffset(tld);
  if (!time || offset === null) {
    return { kind: 'date', expiresAt: new Date(midnight.getTime() + DAY_MS / 2), precision: 'day' };
  }
  const instant = midnight.getTime() + time.sinceMidnightMs - offset * 60_000;
  return { kind: 'date', expiresAt: new Date(instant), precision: 'instant' };
}
