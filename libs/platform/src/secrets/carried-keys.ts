import { keyFileIn, readKeyFile } from './key-ring.ts';

/** The keys that secrets are stored with, in base64, the present one first: what a backup carries, so that it is of use. */
export function secretKeyTexts({
  encryptionKeys,
  dataDir,
}: {
  readonly encryptionKeys: readonly string[];
  readonly dataDir: string;
}): string[] {
  if (encryptionKeys.length > 0) return [...encryptionKeys];
  return (readKeyFile(keyFileIn(dataDir)) ?? []).map(({ bytes }) => bytes.toString('base64'));
}
