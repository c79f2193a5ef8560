import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@app/platform/make-folder';

/** The one user of the server. */
export const USER = 'netumo';

const FORM = /^[0-9a-f]{48}$/;

export const passwordFileIn = (dataDir: string): string => join(dataDir, 'password');

/**
 * The password of the server on a data folder: the one in its file, which only its owner reads, or a new one. Whoever comes first
 * makes it.
 */
export function keptPassword(dataDir: string): string {
  const known = readPassword(dataDir);
  if (known !== null) return known;
  makeFolder(dataDir);
  const file = passwordFileIn(dataDir);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  fs.writeFileSync(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A file that is there and whole is never replaced: others know what is in it.
    fs.linkSync(draft, file);
  } catch (error) {
    if (readPassword(dataDir) === null) {
      if (!isThere(error)) throw error;
      fs.renameSync(draft, file);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return readPassword(dataDir) ?? keptPassword(dataDir);
}

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

function readPassword(dataDir: string): string | null {
  try {
    const text = fs.readFileSync(passwordFileIn(dataDir), 'utf8').trim();
    return FORM.test(text) ? text : null;
  } catch {
    // There is none yet, or none that can be read: writing it says why.
    return null;
  }
}

/** What clients connect to: the address of a server with user and password, without a database. */
export const uriWith = (password: string, authority: string): string =>
  `mongodb://${USER}:${password}@${authority}/?directConnection=true&authMechanism=SCRAM-SHA-256&authSource=admin`;
