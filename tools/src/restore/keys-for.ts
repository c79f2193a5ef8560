import path from 'node:path';
import { readBackupKeys, type Env, type WrappingKey } from '@app/platform';

/**
 * Keys that may open a backup: those of the settings, and those in a data folder that the file lies in, as when a whole
 * folder was kept.
 */
export function keysFor(
  file: string,
  { backups, dataDir }: Pick<Env, 'backups' | 'dataDir'>,
): WrappingKey[] {
  const beside = path.dirname(path.resolve(file));
  const folders = [dataDir, beside, path.dirname(beside)];
  const own = backups.keys.length > 0 ? readBackupKeys({ backupKeys: backups.keys, dataDir }) : [];
  const found = folders.flatMap((folder) => readBackupKeys({ backupKeys: [], dataDir: folder }));
  return [...new Map([...own, ...found].map((key) => [key.id, key])).values()];
}
