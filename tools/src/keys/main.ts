import { type Env, keyFileIn, newKey, readKey, readKeyFile, writeKeyFile } from '@app/platform';
import { inOneLine, Refusal } from '../refusal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { say } from '../terminal.ts';

try {
  rotate(readSettings());
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exitCode = 1;
}

/** Puts a new key in front of those in the data folder. Processes that run notice it; a worker does the rest. */
function rotate({ encryptionKeys, dataDir }: Env): void {
  if (encryptionKeys.length > 0) {
    throw new Refusal(
      'The keys come from ENCRYPTION_KEY. Put a new one (openssl rand -base64 32) in front of the present one, separated by a comma, and restart every process.',
    );
  }
  const file = keyFileIn(dataDir);
  const keys = readKeyFile(file);
  const fresh = readKey(newKey());
  if (!keys || !fresh)
    throw new Refusal(`There is no key at ${file} yet: start the product first.`);
  writeKeyFile(file, [fresh, ...keys]);
  say(`A new key is the first line of ${file}. Running workers encrypt all secrets with it`);
  say('within ten minutes. The older keys below it still open exports that were made before.');
}
