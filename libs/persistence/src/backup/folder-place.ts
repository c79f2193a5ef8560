import { BackupError, backupTime } from '@app/domain/backups';
import { makeMissingFolders, whyNoFolder } from '@app/platform/make-folder';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupPlace } from './place.ts';

const MB = 1_048_576;
/** Left to others on the same disk. */
const RESERVE_BYTES = 32 * MB;
/** A file may be so much larger than the one before. */
const GROWTH = 1.25;
const UNFINISHED = '.unfinished';

/** Backups in a folder, which only its owner may read. */
export function folderPlace(folder: string): BackupPlace {
  const refused = (error: unknown): BackupError => {
    const code = codeOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      return new BackupError({ is: 'no-room', place: folder, freeMb: 0, neededMb: null });
    }
    const detail =
      whyNoFolder(code) ?? code ?? (error instanceof Error ? error.message : String(error));
    return new BackupError({ is: 'place', place: folder, detail }, { cause: error });
  };

  return {
    name: folder,

    async write(file, content, { signal, expectedBytes }) {
      const unfinished = join(folder, `${file}${UNFINISHED}`);
      try {
        makeMissingFolders(folder);
        await removeUnfinished(folder);
        await refuseWithoutRoom(folder, expectedBytes);
        // Never through a link, and never over what is there.
        const output = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
        await pipeline(content, output, { signal });
        await rename(unfinished, join(folder, file));
        await sync(folder);
        return (await stat(join(folder, file))).size;
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        if (signal.aborted || error instanceof BackupError || codeOf(error) === undefined)
          throw error;
        throw refused(error);
      }
    },

    async list() {
      try {
        const names = await readdir(folder);
        return await Promise.all(
          names
            .filter((name) => backupTime(name) !== null)
            .map(async (file) => ({ file, bytes: (await stat(join(folder, file))).size })),
        );
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return [];
        throw refused(error);
      }
    },

    read: (file) => createReadStream(join(folder, file)),

    async remove(file) {
      await rm(join(folder, file), { force: true });
    },
  };
}

/** What a process that died has left. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(UNFINISHED) || !backupTime(name.slice(0, -UNFINISHED.length))) continue;
    await rm(join(folder, name), { force: true });
  }
}

async function refuseWithoutRoom(folder: string, expectedBytes: number | null): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = (expectedBytes ?? 0) * GROWTH + RESERVE_BYTES;
  if (free >= needed) return;
  const [freeMb, neededMb] = [Math.floor(free / MB), Math.ceil(needed / MB)];
  throw new BackupError({ is: 'no-room', place: folder, freeMb, neededMb });
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

/** The code of an error of the system; undefined for others. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error
    ? String(error.code)
    : undefined;
}
