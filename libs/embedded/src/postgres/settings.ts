import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What a cluster keeps between starts, in a file that only its owner reads. */
export interface Settings {
  readonly port: number;
  readonly password: string;
}

/** Reads the stored settings; undefined when there are none (a new or half-made folder). */
export function readSettings(folder: string): Settings | undefined {
  try {
    return JSON.parse(fs.readFileSync(settingsPath(folder), 'utf8')) as Settings;
  } catch {
    return undefined;
  }
}

/** Stores the settings in one step, so that a kill leaves the old or the new ones. */
export function writeSettings(folder: string, settings: Settings): void {
  const file = settingsPath(folder);
  const known = readSettings(folder);
  // Nothing to write is nothing that a full disk can refuse.
  if (known?.port === settings.port && known.password === settings.password) return;
  fs.writeFileSync(`${file}.new`, JSON.stringify(settings), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

export const newPassword = (): string => randomBytes(24).toString('base64url');

const settingsPath = (folder: string) => path.join(folder, 'settings.json');
