import { plainLine } from '@app/domain';

/** A value of a table; null and nothing are an empty cell. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A cell of a spreadsheet holds 32,767 characters, the apostrophe included. */
const MAX_TEXT = 32_766;

/** Spreadsheets take a text that begins so for a formula and carry it out; the apostrophe says that it is a text. */
const FORMULA = /^[\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

function textOf(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const text = plainLine(value, MAX_TEXT);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns a line of a table (RFC 4180), safe to open in a spreadsheet. */
const csvLine = (cells: readonly Cell[]): string => `${cells.map(textOf).join(',')}\r\n`;

/** Columns of a table: the name of each and where its value comes from. */
export type Columns<T> = readonly (readonly [name: string, valueOf: (item: T) => Cell])[];

/** Returns the header of a table. */
export const csvHeader = <T>(columns: Columns<T>): string => csvLine(columns.map(([name]) => name));

/** Returns the line of one item. */
export const csvItem = <T>(columns: Columns<T>, item: T): string =>
  csvLine(columns.map(([, valueOf]) => valueOf(item)));
