import type { Archive, ArchivedFile, ArchivedFiles, ArchivedLines } from '@app/monitoring';
import { makeFolder } from '@app/platform/make-folder';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod';

const MANIFEST = '.json';
const LINES = '.ndjson.gz';

const Manifest = z.object({
  file: z.string(),
  day: z.iso.date(),
  targets: z.int(),
  checks: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  contentSha256: z.string(),
  writtenAt: z.iso.datetime().transform((text) => new Date(text)),
});

/**
 * An archive in a folder: for each day `checks-2026-03-29.1.ndjson.gz` and beside it a manifest that comes last, so that a
 * file without one was never finished. What comes later for the same day is another file.
 */
export function createFileArchive(folder: string): Archive {
  /** Names of manifests of some days, oldest first. */
  async function manifestsOf(fromDay: string, toDay: string): Promise<string[]> {
    const names = await readdir(folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    return names
      .filter((name) => {
        const day = NAME_OF_MANIFEST.exec(name)?.[1];
        return day !== undefined && day >= fromDay && day <= toDay;
      })
      .sort(byDayAndNumber);
  }

  async function list(fromDay: string, toDay: string): Promise<ArchivedFiles> {
    const found: ArchivedFiles = { files: [], unreadable: [] };
    for (const name of await manifestsOf(fromDay, toDay)) {
      const file = await readManifest(join(folder, name));
      if (file) found.files.push(file);
      else found.unreadable.push(name);
    }
    return found;
  }

  return {
    list,

    async write(day, targets) {
      makeFolder(folder, { name: 'folder of archives', setting: 'DATA_DIR' });
      await chmod(folder, 0o700);
      const { files: known } = await list(day, day);
      // Files may have been taken elsewhere, and manifests be damaged: those that are left keep their names.
      const last = Math.max(0, ...(await manifestsOf(day, day)).map(numberOf));
      const name = `checks-${day}.${last + 1}`;
      const unfinished = join(folder, `${name}${LINES}.unfinished`);
      try {
        const counts = { targets: 0, checks: 0 };
        const content = createHash('sha256');
        await pipeline(
          Readable.from(textOf(targets, counts, content)),
          createGzip(),
          createWriteStream(unfinished, { mode: 0o600, flush: true }),
        );
        const contentSha256 = content.digest('hex');
        const same = known.find((one) => one.contentSha256 === contentSha256);
        if (same) return same;
        const file: ArchivedFile = {
          file: `${name}${LINES}`,
          day,
          ...counts,
          bytes: (await stat(unfinished)).size,
          sha256: await hashOf(unfinished),
          contentSha256,
          writtenAt: new Date(),
        };
        await rename(unfinished, join(folder, file.file));
        await writeSafely(join(folder, `${name}${MANIFEST}`), JSON.stringify(file));
        await sync(folder);
        return file;
      } finally {
        await rm(unfinished, { force: true });
      }
    },

    async *read({ file, sha256 }) {
      const path = join(folder, file);
      if ((await hashOf(path)) !== sha256) {
        throw new Error(`The file ${path} is not what was archived. Take it from a backup.`);
      }
      const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
      for await (const line of lines) yield line;
    },
  };
}

const NAME_OF_MANIFEST = /^checks-(\d{4}-\d\d-\d\d)\.(\d+)\.json$/;

/** The number of a manifest among those of its day. */
const numberOf = (name: string): number => Number(NAME_OF_MANIFEST.exec(name)?.[2] ?? 0);

const byDayAndNumber = (a: string, b: string): number => {
  const [dayA = '', dayB = ''] = [a, b].map((name) => NAME_OF_MANIFEST.exec(name)?.[1]);
  return dayA === dayB ? numberOf(a) - numberOf(b) : dayA < dayB ? -1 : 1;
};

/** Null for one that is damaged, or gone since. */
async function readManifest(path: string): Promise<ArchivedFile | null> {
  try {
    return Manifest.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** The text of the file, target by target; counts and hashes what goes through. */
async function* textOf(
  targets: AsyncIterable<ArchivedLines>,
  counts: Pick<ArchivedFile, 'targets' | 'checks'>,
  content: ReturnType<typeof createHash>,
): AsyncGenerator<string> {
  for await (const { lines } of targets) {
    if (lines.length === 0) continue;
    counts.targets += 1;
    counts.checks += lines.length;
    const text = `${lines.join('\n')}\n`;
    content.update(text);
    yield text;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done();
    },
  });
  await pipeline(createReadStream(path), through.resume());
  return hash.digest('hex');
}

/** Writes a file that is there whole or not at all. */
async function writeSafely(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
}

/** Makes new names in a folder last. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
