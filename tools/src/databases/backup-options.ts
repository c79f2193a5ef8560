import type { BackupOptions } from '@app/persistence';
import { openBackupKeys, secretKeyTexts, VERSION, type BackupKeys, type Env } from '@app/platform';

/** How backups are made here, and with which keys. */
export function backupOptions(env: Pick<Env, 'backups' | 'encryptionKeys' | 'dataDir'>): {
  options: BackupOptions;
  keys: BackupKeys;
} {
  const keys = openBackupKeys({ backupKeys: env.backups.keys, dataDir: env.dataDir });
  const { folder, s3 } = env.backups;
  return {
    keys,
    options: {
      ...{ folder, s3, keys: keys.keys, madeBy: VERSION, isGentle: false },
      secretKeys: () => secretKeyTexts(env),
    },
  };
}
