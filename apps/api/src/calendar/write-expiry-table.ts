import { plainLine, type ExpiryItem } from '@app/domain';

const MAX_TEXT = 500;

const COLUMNS: readonly (readonly [string, (item: ExpiryItem) => string | number])[] = [
  ['kind', ({ kind }) => kind],
  ['name', ({ name }) => name],
  ['ends', ({ expiresAt }) => expiresAt.toISOString()],
  ['days_left', ({ daysLeft }) => daysLeft],
  ['registrar', ({ registrar }) => registrar ?? ''],
  ['tld', ({ tld }) => tld ?? ''],
  ['tags', ({ tags }) => tags.join('; ')],
  ['target', ({ targetName }) => targetName],
  ['targets', ({ targets }) => targets],
  ['warned_from_days', ({ thresholdDays }) => thresholdDays],
  ['standing', ({ standing }) => standing ?? ''],
  ['source', ({ source }) => source],
];

/** Spreadsheets take a text that begins so for a formula and carry it out; the apostrophe says that it is a text. */
const FORMULA = /^[\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = plainLine(value, MAX_TEXT);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const lineOf = (cells: readonly (string | number)[]): string => cells.map(cellOf).join(',');

/** Ends of certificates and domains as a table with a header (RFC 4180), safe to open in a spreadsheet. */
export function writeExpiryTable(items: readonly ExpiryItem[]): string {
  const lines = [
    lineOf(COLUMNS.map(([name]) => name)),
    ...items.map((item) => lineOf(COLUMNS.map(([, valueOf]) => valueOf(item)))),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
