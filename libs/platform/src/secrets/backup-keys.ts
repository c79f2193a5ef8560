import { join } from 'node:path';
import { readKey, type WrappingKey } from './envelope.ts';
import { makeKeyFile, readKeyFile } from './key-ring.ts';

const FILE_NAME = 'backup.key';

/** The file of the keys for backups in the data folder. */
const backupKeyFileIn = (dataDir: string): string => join(dataDir, FILE_NAME);

export interface BackupKeys {
  /** The first one is for new backups, all of them open older ones; none where none can be made. */
  readonly keys: readonly WrappingKey[];
  /** The file that holds them; null where they come from the environment. */
  readonly file: string | null;
  /** It was made just now. */
  readonly isNew: boolean;
}

interface KeySource {
  readonly backupKeys: readonly string[];
  readonly dataDir: string;
}

/** The keys of `BACKUP_KEY`, or else those in the data folder, where one is made where there is none. */
export function openBackupKeys(source: KeySource): BackupKeys {
  const file = source.backupKeys.length > 0 ? null : backupKeyFileIn(source.dataDir);
  const keys = readBackupKeys(source);
  if (keys.length > 0 || file === null) return { keys, file, isNew: false };
  return { keys: makeKeyFile(file), file, isNew: true };
}

/** The same, where there are any: nothing is made. */
export function readBackupKeys({ backupKeys, dataDir }: KeySource): WrappingKey[] {
  if (backupKeys.length > 0) return backupKeys.flatMap((text) => readKey(text) ?? []);
  return readKeyFile(backupKeyFileIn(dataDir)) ?? [];
}
