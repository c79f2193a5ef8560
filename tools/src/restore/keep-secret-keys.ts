import { keyFileIn, makeFolder, readKey, readKeyFile, writeKeyFile, type Env } from '@app/platform';

/**
 * Puts the keys that a backup carries beside those that are there, so that its secrets can be read. Keys that are there stay,
 * and come after those of the backup, which its secrets are stored with. Returns what people must know.
 */
export function keepSecretKeys(
  carried: readonly string[],
  { encryptionKeys, dataDir }: Pick<Env, 'encryptionKeys' | 'dataDir'>,
): string[] {
  const keys = carried.flatMap((text) => readKey(text) ?? []);
  if (encryptionKeys.length > 0) {
    const own = new Set(encryptionKeys.flatMap((text) => readKey(text)?.id ?? []));
    const missing = keys.filter(({ id }) => !own.has(id)).map(({ id }) => id);
    return missing.length === 0
      ? []
      : [
          `ENCRYPTION_KEY lacks the key ${missing.join(', ')}: secrets stored with it stay locked. Add the ENCRYPTION_KEY of the old installation behind the present one.`,
        ];
  }
  const file = keyFileIn(dataDir);
  const there = readKeyFile(file) ?? [];
  const others = there.filter(({ id }) => keys.every((key) => key.id !== id));
  if (keys.length === 0) return [];
  makeFolder(dataDir);
  writeKeyFile(file, [...keys, ...others]);
  return [`The keys of its secrets are in ${file}.`];
}
