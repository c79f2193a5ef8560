import type { ExpiryItem } from '@app/domain';
import { type Columns, csvHeader, csvItem } from '../csv/csv-line.ts';

const COLUMNS: Columns<ExpiryItem> = [
  ['kind', ({ kind }) => kind],
  ['name', ({ name }) => name],
  ['ends', ({ expiresAt }) => expiresAt],
  ['days_left', ({ daysLeft }) => daysLeft],
  ['registrar', ({ registrar }) => registrar],
  ['tld', ({ tld }) => tld],
  ['tags', ({ tags }) => tags.join('; ')],
  ['target', ({ targetName }) => targetName],
  ['targets', ({ targets }) => targets],
  ['warned_from_days', ({ thresholdDays }) => thresholdDays],
  ['standing', ({ standing }) => standing],
  ['source', ({ source }) => source],
];

/** Ends of certificates and domains as a table with a header, safe to open in a spreadsheet. */
export const writeExpiryTable = (items: readonly ExpiryItem[]): string =>
  csvHeader(COLUMNS) + items.map((item) => csvItem(COLUMNS, item)).join('');
