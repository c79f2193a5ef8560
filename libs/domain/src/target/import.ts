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

/** A plain list of what is to be watched, one entry a line. */
export const ImportTargets = z.strictObject({
  text: z.string().max(MAX_TEXT, {
    error: `The list has more than ${MAX_TEXT.toLocaleString('en')} characters. Import it in parts.`,
  }),
  /** Left out: names are domains, addresses with http:// or https:// are web sites. */
  kind: ImportKind.optional(),
  /** For all of them. */
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
}

/** Names of a first column that holds domains or addresses. */
const HEADER =
  /^(?:domains?|domain[ _-]?names?|names?|urls?|hosts?|hostnames?|(?:web ?)?sites?|address(?:es)?)$/i;
const QUOTED = /^"((?:[^"]|"")*)"/;

/** The first column of a line; a comment is none, and an address may hold what separates columns. */
function firstColumn(line: string): string {
  const text = line.trim();
  const [, quoted] = QUOTED.exec(text) ?? [];
  if (quoted !== undefined) return quoted.replaceAll('""', '"').trim();
  const bare = text.replace(/(?:^|\s)#.*$/, '');
  return (bare.split(/[,;\t]/, 1)[0] ?? '').trim();
}

/** Reads a plain list: one entry a line, comments after `#`, blank lines, the first column of a CSV with or without header. */
export function readTargetList(text: string): ListEntry[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, input: firstColumn(line) }))
    .filter(({ input }) => input !== '')
    .filter(({ input }, index) => index > 0 || !HEADER.test(input));
}
