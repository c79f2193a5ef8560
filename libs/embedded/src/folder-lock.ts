import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '@app/platform/make-folder';
import { FolderHeldError } from './start-error.ts';

/** A folder that this process holds alone until `release` or the end of the process. */
export interface FolderLock {
  readonly release: () => void;
}

/**
 * Takes a folder for this process, or throws a FolderHeldError that names the holder, and a StartError where it
 * cannot be made.
 *
 * The lock is the operating system's, taken through SQLite: it ends with its holder however that
 * dies, so there is no stale lock to judge. The text file beside it only names the holder.
 */
export function lockFolder(folder: string): FolderLock {
  makeFolder(folder);
  const holderFile = path.join(folder, 'lock.json');
  const database = new DatabaseSync(path.join(folder, 'lock'), { timeout: GRACE_MS });
  try {
    // Nothing is ever written, so there is nothing to keep a journal file for.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw cause;
    throw new FolderHeldError(
      `The data folder ${folder} is in use by ${holder(holderFile)}. ` +
        'Stop that one first, or choose another folder with DATA_DIR.',
      { cause },
    );
  }
  held.add(database);
  try {
    const since = new Date().toISOString();
    fs.writeFileSync(holderFile, JSON.stringify({ pid: process.pid, since }));
  } catch {
    // The name of the holder is a help for people; a full disk must not keep anything from starting.
  }
  return {
    release: () => {
      if (!held.delete(database)) return;
      fs.rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

/** Kept here, because a forgotten lock that is garbage collected would be freed. */
const held = new Set<DatabaseSync>();

/** A holder that was killed a moment ago may not be quite gone. */
const GRACE_MS = 500;

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function holder(file: string): string {
  try {
    const { pid, since } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
      pid: number;
      since: string;
    };
    return `process ${String(pid)} (since ${since})`;
  } catch {
    return 'another process';
  }
}
