import { mongo } from 'mongoose';
import * as z from 'zod';

const { EJSON } = mongo.BSON;

const FORMAT = 'mini-netumo data';
/**
 * Raised when files get what an older version cannot read. Since 2: registrations and settings, and the fields
 * that `upgradeDocument` gives to what an older file holds. Since 3: failures as facts, of which an older version
 * makes no sentence, and targets without a web site. Since 4: checks in columns, by hour and by day.
 * Since 5: items of the inbox as facts. Since 6: the audit log. Since 7: status pages and reports. Since 8:
 * what came of messages, as facts.
 */
const VERSION = 8;
const READABLE_VERSIONS = [1, 2, 3, 4, 5, 6, 7, VERSION];

/**
 * Collections of an export, in the order of import: what others refer to comes first. Beats of workers,
 * turns at registries and the list of RDAP services are left out: they mean nothing elsewhere, or soon nothing at all.
 */
export const COLLECTIONS = [
  'channels',
  'settings',
  'statusPages',
  'reports',
  'targets',
  'registrations',
  'results',
  'history',
  'evidence',
  'daily',
  'alerts',
  'deliveries',
  'inbox',
  'audit',
] as const;
export type CollectionName = (typeof COLLECTIONS)[number];

/** Documents by collection. */
export type Counts = Record<CollectionName, number>;

/** Older files do not know every collection. */
const CollectionCounts = z
  .partialRecord(z.enum(COLLECTIONS), z.int().nonnegative())
  .transform((counts): Counts => ({ ...noCounts(), ...counts }));

const AnyHeader = z.object({ format: z.literal(FORMAT), version: z.int() });
const Header = z.object({
  format: z.literal(FORMAT),
  version: z.literal(READABLE_VERSIONS),
  exportedAt: z.iso.datetime(),
});
const Footer = z.object({ end: z.literal(true), counts: CollectionCounts });
const Entry = z.object({
  collection: z.enum(COLLECTIONS),
  document: z.looseObject({}).refine((document) => '_id' in document),
});

/** One stored document and where it belongs. */
export interface TransferEntry {
  collection: CollectionName;
  document: mongo.BSON.Document;
}

/** The first line: what the file is. */
export const headerLine = (exportedAt: Date): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, exportedAt: exportedAt.toISOString() })}\n`;

/** A document as canonical Extended JSON, which keeps the type of every value. */
export const entryLine = (entry: TransferEntry): string =>
  `${EJSON.stringify(entry, { relaxed: false })}\n`;

/** The last line: a file without it was cut off. */
export const footerLine = (counts: Counts): string => `${JSON.stringify({ end: true, counts })}\n`;

/** The version of a first line that is newer than those that are read, and the newest of these; null for any other line. */
export function newerVersion(line: string): { version: number; readable: number } | null {
  const parsed = AnyHeader.safeParse(parseJson(line));
  return parsed.success && parsed.data.version > VERSION
    ? { version: parsed.data.version, readable: VERSION }
    : null;
}

export const isHeader = (line: string): boolean => Header.safeParse(parseJson(line)).success;

/** The counts of the last line of a file, or null when it is none. */
export function readFooter(line: string): Counts | null {
  const parsed = Footer.safeParse(parseJson(line));
  return parsed.success ? parsed.data.counts : null;
}

/** The entry of a line, or null when it is none. */
export function readEntry(line: string): TransferEntry | null {
  if (!Entry.safeParse(parseJson(line)).success) return null;
  return EJSON.parse(line, { relaxed: false }) as TransferEntry;
}

export const noCounts = (): Counts => ({
  channels: 0,
  settings: 0,
  statusPages: 0,
  reports: 0,
  targets: 0,
  registrations: 0,
  results: 0,
  history: 0,
  evidence: 0,
  daily: 0,
  alerts: 0,
  deliveries: 0,
  inbox: 0,
  audit: 0,
});

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not a line of this format: the schemas say so.
    return null;
  }
}
