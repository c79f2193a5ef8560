import { BackupError } from '@app/domain/backups';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { linesOf } from '../transfer/export-data.ts';
import { COLLECTIONS, newerVersion, noCounts, readEntry, readFooter } from '../transfer/format.ts';
import type { CollectionName, Counts, TransferEntry } from '../transfer/format.ts';
import { linesIn } from '../transfer/read-file.ts';
import { fileKey, headerLine, readHeader, type BackupKey } from './header.ts';
import { openParts, sealParts } from './parts.ts';
import { Sums } from './sums.ts';

/*
 * A backup holds, compressed and then encrypted: a line about the installation, the lines of an export, and a line with the
 * sums of its collections.
 */

const SALT_BYTES = 32;

const About = z.object({
  about: z.object({
    /** Version of the product. */
    madeBy: z.string(),
    /** Keys that secrets are stored with, the present one first; in base64. */
    secretKeys: z.array(z.string()),
  }),
});
const End = z.object({ sums: z.partialRecord(z.enum(COLLECTIONS), z.string()) });

/** What a backup knows of the installation that it is of. */
export type BackupAbout = z.infer<typeof About>['about'];

export interface BackupSource {
  readonly connection: Connection;
  readonly key: BackupKey;
  readonly about: BackupAbout;
  readonly createdAt: Date;
  readonly signal: AbortSignal;
  /** Called now and then; resolves when it may go on. */
  readonly pause: () => Promise<void>;
}

/** The bytes of a new backup. Counts what goes in. */
export async function* backupOf(source: BackupSource, sums: Sums): AsyncGenerator<Buffer> {
  const { key, createdAt } = source;
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const line = headerLine({ createdAt: createdAt.toISOString(), keyId: key.id, salt });
  yield Buffer.from(line);
  const gzip = createGzip();
  const filled = pipeline(Readable.from(contentOf(source, sums)), gzip);
  // Who reads hears of it: the stream ends with the same error.
  filled.catch(() => undefined);
  yield* sealParts(gzip, fileKey(key, line, salt));
  await filled;
}

async function* contentOf(
  { connection, about, signal, pause }: BackupSource,
  sums: Sums,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ about } satisfies z.infer<typeof About>)}\n`;
  yield* linesOf(connection, {
    counts: noCounts(),
    pause: async () => {
      signal.throwIfAborted();
      await pause();
    },
    onEntry: (collection, line) => {
      sums.add(collection, line);
    },
  });
  yield `${JSON.stringify({ sums: sums.all() })}\n`;
}

export interface OpenedBackup {
  readonly createdAt: Date;
  readonly about: BackupAbout;
  /** The documents, once. Throws a BackupError at what is not as it was written, and at the end when something lacks. */
  readonly entries: AsyncGenerator<TransferEntry>;
}

/** Opens a backup. Throws a BackupError that says why it cannot be used. */
export async function openBackup(
  bytes: AsyncIterable<Uint8Array>,
  keys: readonly BackupKey[],
): Promise<OpenedBackup> {
  const { line, rest } = await firstLine(bytes);
  const { createdAt, keyId, salt } = readHeader(line);
  const key = keys.find(({ id }) => id === keyId);
  if (!key) {
    throw new BackupError({ is: 'other-key', keyId, ownKeyIds: keys.map(({ id }) => id) });
  }
  const lines = textLines(openParts(rest, fileKey(key, line, salt)));
  const first = await lines.next();
  const about = About.safeParse(first.done ? null : parseJson(first.value));
  if (!about.success) throw new BackupError({ is: 'not-a-backup' });
  return {
    createdAt: new Date(createdAt),
    about: about.data.about,
    entries: entriesIn(lines),
  };
}

async function* entriesIn(lines: AsyncGenerator<string>): AsyncGenerator<TransferEntry> {
  const header = await lines.next();
  const newer = newerVersion(header.done ? '' : header.value);
  if (newer) throw new BackupError({ is: 'newer', ...newer });
  const sums = new Sums();
  let counts: Counts | null = null;
  for await (const line of lines) {
    if (counts) {
      compare(sums, counts, End.parse(parseJson(line)).sums);
      return;
    }
    counts = readFooter(line);
    if (counts) continue;
    const entry = readEntry(line);
    if (!entry) throw new BackupError({ is: 'not-a-backup' });
    sums.add(entry.collection, line);
    yield entry;
  }
  throw new BackupError({ is: 'not-a-backup' });
}

function compare(
  sums: Sums,
  counts: Counts,
  expected: Partial<Record<CollectionName, string>>,
): void {
  for (const collection of COLLECTIONS) {
    if (sums.of(collection) === (expected[collection] ?? '0')) continue;
    const found = sums.counts[collection];
    throw new BackupError({ is: 'unlike', collection, expected: counts[collection], found });
  }
}

/** Reads a stream up to its first line feed. */
async function firstLine(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ line: string; rest: AsyncGenerator<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = start.indexOf('\n');
    if (end >= 0) {
      const line = start.toString('utf8', 0, end + 1);
      return { line, rest: resume(start.subarray(end + 1), iterator) };
    }
    const next = start.length < MAX_HEADER_BYTES ? await iterator.next() : null;
    if (!next || next.done) {
      await iterator.return?.();
      throw new BackupError({ is: 'not-a-backup' });
    }
    start = Buffer.concat([start, next.value]);
  }
}

const MAX_HEADER_BYTES = 65_536;

async function* resume(
  start: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function* textLines(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const filled = pipeline(Readable.from(content), gunzip);
  filled.catch(() => undefined);
  yield* linesIn(gunzip.setEncoding('utf8'));
  await filled;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not a line of ours: the schemas say so.
    return null;
  }
}
