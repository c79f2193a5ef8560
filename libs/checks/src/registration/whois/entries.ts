import { normalise } from '@app/domain';
import { statedOrder, type FieldOrder } from '../dates/field-order.ts';
import { isDateLabel } from './date-label.ts';
import { linesOf } from './lines.ts';

/** One labelled statement of a WHOIS answer. */
export interface Entry {
  /** Normalised: lower case, single blanks, no brackets, dashes or dots. A bilingual label has several. */
  readonly labels: readonly string[];
  readonly value: string;
  /** Deeper indented lines without a label of their own, below a label without a value. */
  readonly block: readonly string[];
  /** Order of day and month that the label states. */
  readonly order: FieldOrder | null;
}

interface RawEntry {
  label: string;
  value: string;
  block: string[];
}

/** Longer lines hold prose; no registry writes such labels. */
const MAX_LABEL = 80;
const HAS_NUMBER = /\d{2}/;

const BRACKETS = /^(?:[a-z]\.?\s+)?\[([^\]]+)\]\s*(.*)$/i;
const DAY = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[.,]?\s{1,9})?`;
const MONTH = String.raw`(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.?\s{1,9})?`;
/** `Record expires on 2027-11-09 00:00:00 (UTC+8)`, `… on Sun Mar 28 2027`: a label without a colon, before a date. */
const PHRASE = new RegExp(
  String.raw`^(\p{L}[\p{L} .'-]{0,79}?)\s{1,99}(${DAY}${MONTH}\d.*)$`,
  'iu',
);
/** A date that stands alone, below its label. */
const DATE_LINE = new RegExp(
  String.raw`^${DAY}${MONTH}\d{1,4}(?:st|nd|rd|th)?[\s./:-].{0,40}\d`,
  'i',
);
/** `Domain-name         example.sk` */
const COLUMNS = /^(\S[^\t]{0,79}?)(?: {2,}|\t+)(\S.*)$/;
/** `domain:Created:20090324` */
const NESTED = /^([a-z][a-z ]*):\s*(.*)$/i;
const HOST_LINE = /^[\w-]+(?:\.[\w-]+)+\.?(?:\s|$)/;

const isComment = (line: string): boolean => /^(?:[%#*;]|>>>|--)/.test(line);

function splitAtColon(line: string): [label: string, value: string] | null {
  const colon = line.indexOf(':');
  const label = line.slice(0, colon);
  if (colon < 1 || colon > MAX_LABEL || HAS_NUMBER.test(label)) return null;
  const value = line.slice(colon + 1).trim();
  const nested = label.toLowerCase() === 'domain' ? NESTED.exec(value) : null;
  return nested ? [nested[1] ?? '', nested[2] ?? ''] : [label, value];
}

function splitLine(line: string): [label: string, value: string] | null {
  const brackets = BRACKETS.exec(line);
  if (brackets) return [brackets[1] ?? '', brackets[2] ?? ''];
  const atColon = splitAtColon(line);
  if (atColon) return atColon;
  const match = PHRASE.exec(line) ?? COLUMNS.exec(line);
  return match ? [match[1] ?? '', match[2] ?? ''] : null;
}

function labelsOf(label: string): string[] {
  return normalise(label, 'NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .split(/\s\/\s|\//)
    .map((part) =>
      part
        .replace(/[\s_.-]+/g, ' ')
        .replace(/^[^\p{L}\p{N}]+/u, '')
        .replace(/(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/u, '')
        .trim(),
    );
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

interface OpenEntry {
  block: string[];
  indent: number;
}

/** A line that is the label of a date without a colon: its value stands on the next line. */
function openedBy(line: string, entries: RawEntry[]): OpenEntry | null {
  const label = line.trim();
  if (label.length > MAX_LABEL || !labelsOf(label).some(isDateLabel)) return null;
  const entry: RawEntry = { label, value: '', block: [] };
  entries.push(entry);
  return { block: entry.block, indent: indentOf(line) };
}

/** Splits a WHOIS answer into its labelled statements, in their order. Comments and prose are left out. */
export function readEntries(text: string): Entry[] {
  const entries: RawEntry[] = [];
  let open: OpenEntry | null = null;
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed === '' || isComment(trimmed)) {
      open = null;
      continue;
    }
    const isDeeper = open !== null && indentOf(line) > open.indent;
    const isDate = open !== null && DATE_LINE.test(trimmed);
    const pair = isDate || (isDeeper && HOST_LINE.test(trimmed)) ? null : splitLine(trimmed);
    if (!pair) {
      if (open && (isDeeper || isDate)) open.block.push(trimmed);
      else open = openedBy(line, entries);
      continue;
    }
    const entry: RawEntry = { label: pair[0], value: pair[1].trim(), block: [] };
    entries.push(entry);
    open = entry.value === '' ? { block: entry.block, indent: indentOf(line) } : null;
  }
  return entries.map(({ label, value, block }) => ({
    labels: labelsOf(label),
    value,
    block,
    order: statedOrder(label),
  }));
}
