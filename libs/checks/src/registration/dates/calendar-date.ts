import type { FieldOrder } from './field-order.ts';
import { monthOf } from './months.ts';

/** A date as written, and what follows it. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Text after the date, where a time and a zone may follow. */
  readonly rest: string;
}

/** The date read; `ambiguous` when day and month could be swapped; null when it is no date. */
export type CalendarReading = CalendarDate | 'ambiguous' | null;

/** Expiry dates of two-digit years lie in this century. */
const fullYear = (year: string): number => Number(year) + (year.length === 2 ? 2000 : 0);

function dateOf(year: string, month: number | null, day: string, rest: string): CalendarReading {
  return month === null ? null : { year: fullYear(year), month, day: Number(day), rest };
}

/** `2027-03-15`, `2027/05/31`, `2027.09.18`, `2027. 03. 02.`, `2027-Aug-22.` */
function yearFirst(text: string): CalendarReading {
  const match = /^(\d{4})([-/.])\s?(\d{1,2}|[a-z]{3,9})\2\s?(\d{1,2})(?!\d)\.?/i.exec(text);
  const [all = '', year, , month, day] = match ?? [];
  if (!year || !month || !day) return null;
  const number = /\d/.test(month) ? Number(month) : monthOf(month);
  return dateOf(year, number, day, text.slice(all.length));
}

/** `20270921` and `20270903121852` */
function compact(text: string): CalendarReading {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?(?!\d)/.exec(text);
  const [all = '', year, month, day, hour, minute, second] = match ?? [];
  if (!year || !month || !day) return null;
  const time = hour ? ` ${hour}:${minute ?? ''}:${second ?? ''}` : '';
  return dateOf(year, Number(month), day, time + text.slice(all.length));
}

/** `14-Feb-2027`, `21-March-2027`, `7 Oct 2027`, `28th April 2027`, `7th April, 2027` */
function dayMonthName(text: string): CalendarReading {
  const match =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]{0,3}([a-z]{3,9})\.?,?[\s.-]{0,3}(\d{4}|\d{2})(?!\d)/i.exec(
      text,
    );
  const [all = '', day, month, year] = match ?? [];
  if (!year || !month || !day) return null;
  return dateOf(year, monthOf(month), day, text.slice(all.length));
}

/** `May 22 2027`, `April 7th, 2027` */
function monthNameDay(text: string): CalendarReading {
  const match = /^([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/i.exec(text);
  const [all = '', month, day, year] = match ?? [];
  if (!year || !month || !day) return null;
  return dateOf(year, monthOf(month), day, text.slice(all.length));
}

/** `Apr 16 23:59:59 GMT 2027`, as the C library prints it */
function ctime(text: string): CalendarReading {
  const match =
    /^([a-z]{3})\s(\d{1,2})\s(\d{1,2}:\d{2}(?::\d{2})?)\s(?:([a-z+:\d-]{1,9})\s)?(\d{4})$/i.exec(
      text,
    );
  const [, month, day, time, zone = '', year] = match ?? [];
  if (!year || !month || !day || !time) return null;
  return dateOf(year, monthOf(month), day, ` ${time} ${zone}`);
}

function orderOf(separator: string, first: number, second: number): FieldOrder | null {
  if (separator === '.' || first > 12 || first === second) return 'day-first';
  return second > 12 ? 'month-first' : null;
}

/** `30.04.2027`, `25/10/2027`, `16/09/27`, `07-11-2027` */
function numeric(text: string, known: FieldOrder | null): CalendarReading {
  const match = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)/.exec(text);
  const [all = '', first, separator, second, year] = match ?? [];
  if (!first || !separator || !second || !year) return null;
  // With a year of two digits even the year could come first.
  const inferred = year.length === 4 ? orderOf(separator, Number(first), Number(second)) : null;
  const order = known ?? inferred;
  if (!order) return 'ambiguous';
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return dateOf(year, Number(month), day, text.slice(all.length));
}

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\.?,?\s/i;

/** Reads the date at the start of a text whose white space is single blanks. */
export function readCalendarDate(text: string, order: FieldOrder | null): CalendarReading {
  const bare = text.replace(WEEKDAY, '');
  return (
    yearFirst(bare) ??
    compact(bare) ??
    dayMonthName(bare) ??
    ctime(bare) ??
    monthNameDay(bare) ??
    numeric(bare, order)
  );
}
