import fs from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.ts';

export { StartError };

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'that file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'that place holds no folders',
  ENOTDIR: 'a part of it is a file',
  EEXIST: 'it is a file',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go round in a circle',
};

/** Why a folder cannot be made, as the end of a sentence; undefined for other errors of the system. */
export const whyNoFolder = (code: string | undefined): string | undefined => WHY[code ?? ''];

/**
 * Makes a folder and those above it where they are missing. Throws a StartError that says why it cannot be.
 *
 * @param what what it is to people, and the setting that names it
 */
export function makeFolder(
  folder: string,
  { name, setting } = { name: 'data folder', setting: 'DATA_DIR' },
): void {
  try {
    makeMissingFolders(folder);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new StartError(
      `The ${name} ${folder} cannot be made: ${WHY[code] ?? String(cause)}. ` +
        `Choose another folder with ${setting}.`,
      { cause },
    );
  }
}

/**
 * Makes a folder and those above it where they are missing, for its owner only. Throws the error of the system.
 *
 * One folder at a time, because `mkdir` with `recursive` never returns below `/proc` (Node 24).
 */
export const makeMissingFolders = (folder: string): void => {
  makeMissing(path.resolve(folder));
};

function makeMissing(folder: string): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeMissing(parent);
  try {
    // What is in it is nobody else's: secrets, logs, copies of data.
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it in between.
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
