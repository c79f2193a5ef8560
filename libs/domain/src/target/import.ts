import * as z from 'zod';
import { Id } from '../common/schema.ts';
import { Tags } from './settings.ts';

/** Entries that one import takes: as many as are stored and judged within seconds. */
export const MAX_IMPORTED = 1_000;
/** Room for that many addresses, with some columns of a CSV beside them; requests have 256 KiB at most. */
const MAX_TEXT = 200_000;

/** What a name without a scheme stands for. */
export const ImportKind = z.enum(['domain', 'site']);
export type ImportKind = z.infer<typeof ImportKind>;

/** A list of what is to be watched, one entry a line: an address or a domain, and perhaps a name and tags. */
export const ImportTargets = z.strictObject({
  text: z.string().max(MAX_TEXT, {
    error: `The list has more than ${MAX_TEXT.toLocaleString('en')} characters. Import it in parts.`,
  }),
  /** Left out: names are domains, addresses with http:// or https:// are web sites. */
  kind: ImportKind.optional(),
  /** For all of them, beside their own. */
  tags: Tags.optional(),
  /** Says what would become of each line, and stores nothing. */
  dryRun: z.boolean().optional(),
});
export type ImportTargets = z.infer<typeof ImportTargets>;

const entry = { line: z.int(), input: z.string() };
const named = z.object({
  /** Null where nothing was stored. */
  id: Id.nullable(),
  url: z.string(),
  name: z.string(),
  /** That it gets, or has; absent for none. */
  tags: z.array(z.string()).optional(),
});

/** What became of one line. */
export const ImportVerdict = z.discriminatedUnion('outcome', [
  z.object({ ...entry, outcome: z.enum(['created', 'exists']), target: named }),
  z.object({
    ...entry,
    outcome: z.enum(['invalid', 'duplicate-in-list']),
    /** What is wrong, as a sentence. */
    message: z.string(),
  }),
]);
export type ImportVerdict = z.infer<typeof ImportVerdict>;

export const ImportReport = z.object({
  items: z.array(ImportVerdict),
  /** Verdicts by outcome. */
  counts: z.object({
    created: z.int(),
    exists: z.int(),
    invalid: z.int(),
    'duplicate-in-list': z.int(),
  }),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** An entry of a list with the number of its line, the first being 1. */
export interface ListEntry {
  readonly line: number;
  readonly input: string;
  /** Absent where its line says none. */
  readonly name?: string;
  readonly tags?: readonly string[];
}

/** What a column holds, by its position; a list without a head has its address first, then a name, then tags. */
interface Columns {
  readonly address: number;
  readonly name: number;
  readonly tags: (index: number) => boolean;
}

const BY_POSITION: Columns = { address: 0, name: 1, tags: (index) => index > 1 };
const NONE = -1;
const ADDRESS_ONLY: Columns = { address: 0, name: NONE, tags: () => false };

/** Names of a column that holds domains or addresses. */
const ADDRESSES =
  /^(?:domains?|domain[ _-]?names?|urls?|hosts?|hostnames?|(?:web ?)?sites?|address(?:es)?)$/i;
const NAMES = /^(?:names?|titles?|friendly[ _-]?names?)$/i;
const TAGS = /^(?:tags?|labels?|groups?)$/i;

const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/** A quoted column and what follows it, or a bare one; up to the separator or the end. */
const COLUMN: Readonly<Record<Separator, RegExp>> = {
  ',': /^\s*(?:"((?:[^"]|"")*)"[^,]*|([^,]*))(,|$)/,
  ';': /^\s*(?:"((?:[^"]|"")*)"[^;]*|([^;]*))(;|$)/,
  '\t': /^[^\S\t]*(?:"((?:[^"]|"")*)"[^\t]*|([^\t]*))(\t|$)/,
};
/** What dates, numbers and prices are made of, as exports of registrars have them beside a domain. */
const FIGURE = /^[\d\s.:/+\-TZ$€£%]+$/;

/** The first separator outside quotes; a comma where there is none. */
function separatorOf(line: string): Separator {
  const bare = line.replaceAll(/"(?:[^"]|"")*"/g, '');
  const at = bare.search(/[,;\t]/);
  return SEPARATORS.find((one) => one === bare[at]) ?? ',';
}

/** The columns of a line; a comment is none, and a quoted one may hold what separates them. */
function columnsOf(line: string, separator = separatorOf(line)): string[] {
  const isQuoted = line.trimStart().startsWith('"');
  let rest = isQuoted ? line : line.replace(/(?:^|\s)#.*$/, '');
  const columns: string[] = [];
  for (;;) {
    const [all, quoted, bare = '', end = ''] = COLUMN[separator].exec(rest) ?? [''];
    columns.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (end === '') return columns;
    rest = rest.slice(all.length);
  }
}

/** What the first line says of the columns; null where it is no head. */
function headOf(columns: readonly string[]): Columns | null {
  const [first = ''] = columns;
  const address = columns.findIndex((column) => ADDRESSES.test(column));
  // A list of names of domains, or with the names in front of the addresses.
  const isHead = ADDRESSES.test(first) || NAMES.test(first);
  if (!isHead) return null;
  const place = address === NONE ? 0 : address;
  return {
    address: place,
    name: columns.findIndex((column, index) => index !== place && NAMES.test(column)),
    tags: (index) => TAGS.test(columns[index] ?? ''),
  };
}

const tagsIn = (column: string): string[] =>
  column
    .split(/[,;|]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

function entryOf(line: number, columns: readonly string[], places: Columns): ListEntry {
  const name = columns[places.name] ?? '';
  const tags = columns.flatMap((column, index) => (places.tags(index) ? tagsIn(column) : []));
  return {
    line,
    input: columns[places.address] ?? '',
    ...(name === '' ? {} : { name }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

/** Without a head: a date, a price or a registrar beside a domain is neither name nor tag. */
const isExport = (columns: readonly string[]): boolean =>
  columns.slice(1).some((column) => FIGURE.test(column) && /\d/.test(column));

/**
 * Reads a list: one entry a line, comments after `#`, blank lines. Of a CSV the head says which columns count; without one
 * they are address, name and tags.
 */
export function readTargetList(text: string): ListEntry[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => columnsOf(content).some((column) => column !== ''));
  const first = lines[0]?.content ?? '';
  const head = headOf(columnsOf(first));
  const separator = head ? separatorOf(first) : undefined;
  return lines
    .slice(head ? 1 : 0)
    .map(({ line, content }) => {
      const columns = columnsOf(content, separator);
      return entryOf(line, columns, head ?? (isExport(columns) ? ADDRESS_ONLY : BY_POSITION));
    })
    .filter(({ input }) => input !== '');
}
