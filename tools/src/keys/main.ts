import { createSecretStores } from '@app/persistence';
import {
  type Env,
  keyFileIn,
  makeFolder,
  newKey,
  readKey,
  readKeyFile,
  writeKeyFile,
} from '@app/platform';
import { openRunningDatabase } from '../data/open-database.ts';
import { inOneLine, Refusal } from '../refusal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { say } from '../terminal.ts';

const LOST = '--lost';

try {
  const env = readSettings();
  if (process.argv.includes(LOST)) await giveUpLostKeys(env);
  else rotate(env);
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
  if (!keys) throw new Refusal(`There is no key at ${file} yet: start the product first.`);
  writeKeyFile(file, [freshKey(), ...keys]);
  say(`A new key is the first line of ${file}. Running workers encrypt all secrets with it`);
  say('within ten minutes. The older keys below it still open exports that were made before.');
}

/**
 * Makes the present key one of the installation, though it cannot open what is stored: its owner says that the older ones are lost
 * for good. What is stored stays as it is until somebody enters it anew, and can be read again should a key be found.
 */
async function giveUpLostKeys(env: Env): Promise<void> {
  const { encryptionKeys, dataDir } = env;
  const [first] =
    encryptionKeys.length > 0
      ? encryptionKeys.flatMap((text) => readKey(text) ?? [])
      : (readKeyFile(keyFileIn(dataDir)) ?? [keptFreshKey(dataDir)]);
  if (!first) throw new Refusal('ENCRYPTION_KEY holds no key.');
  const database = await openRunningDatabase(env, env.databases?.mongodbUri ?? null);
  try {
    const { secretKeys } = createSecretStores(database.connection);
    const known = await secretKeys.list();
    if (known.includes(first.id)) {
      say(`The key ${first.id} is one of this installation already: nothing was changed.`);
      return;
    }
    await secretKeys.add(first.id);
    const others = known.length > 0 ? known.join(', ') : 'an older key';
    say(`New secrets of ${database.place} are encrypted with the key ${first.id} from now on.`);
    say(`What was encrypted with ${others} stays locked: enter the secrets of channels and the`);
    say(
      'headers and bodies of targets anew. Should that key be found, put it behind the present one.',
    );
  } finally {
    await database.close();
  }
}

function keptFreshKey(dataDir: string): NonNullable<ReturnType<typeof readKey>> {
  const key = freshKey();
  makeFolder(dataDir);
  writeKeyFile(keyFileIn(dataDir), [key]);
  return key;
}

function freshKey(): NonNullable<ReturnType<typeof readKey>> {
  const key = readKey(newKey());
  if (!key) throw new TypeError('A new key cannot be read.');
  return key;
}
