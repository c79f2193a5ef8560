import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Refusal } from '../../refusal.ts';

/** A disk of its own, in memory, that can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all room that there is, to the last page; again for what was freed since. */
  fill(): Promise<void>;
  /** Gives back all that {@link fill} took. */
  free(): void;
  /** Unmounts it. */
  close(): void;
}

const MB = 1_048_576;
const PIECES = [MB, 4_096, 1] as const;

/** Mounts a disk. Throws a Refusal with the reason where this machine does not allow it. */
export function openSmallDisk(megabytes: number): SmallDisk {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'disk-'));
  const options = `size=${megabytes}m,mode=755`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'faults', folder], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    fs.rmdirSync(folder);
    const reason = mounted.error?.message ?? mounted.stderr.trim();
    throw new Refusal(`A small disk needs a mount, which is refused here: ${reason}`);
  }
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: () => fillFile(ballast),
    free: () => {
      fs.rmSync(ballast, { force: true });
    },
    close: () => {
      // Lazily: a process that is just ending must not keep it.
      spawnSync('umount', ['--lazy', folder]);
      fs.rmdirSync(folder);
    },
  };
}

async function fillFile(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (const bytes of PIECES) {
      const piece = Buffer.alloc(bytes, 1);
      while (await isWritten(handle, piece));
    }
  } finally {
    await handle.close();
  }
}

/** False when there was no room for all of it. */
async function isWritten(handle: FileHandle, piece: Buffer): Promise<boolean> {
  try {
    return (await handle.write(piece)).bytesWritten === piece.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
