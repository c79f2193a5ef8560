import fs from 'node:fs';
import path from 'node:path';
import { BackupError, describeBackupFault } from '@app/domain/backups';
import { settleRestored, systemContext } from '@app/monitoring';
import {
  checkBackup,
  createStores,
  filledCollections,
  placesOf,
  restoreBackup,
} from '@app/persistence';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { openDatabase, type OpenDatabase } from '../data/open-database.ts';
import { count, showProgress } from '../data/progress.ts';
import { inOneLine, Refusal } from '../refusal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { say } from '../terminal.ts';
import { keysFor } from './keys-for.ts';
import { keepSecretKeys } from './keep-secret-keys.ts';

const KILLED = 130;
const USAGE =
  'Say which backup: `npm run restore -- FILE`, a path or the name of one in BACKUP_DIR or the storage. Data go into DATA_DIR, or into the servers that MONGODB_URI and POSTGRES_URL name.';

const stopping = new AbortController();
onWishToStop(
  () => stopping.abort(),
  () => process.exit(KILLED),
);

try {
  await run(process.argv.slice(2));
} catch (error) {
  const words = error instanceof BackupError ? describeBackupFault(error.fault) : inOneLine(error);
  process.stderr.write(
    stopping.signal.aborted
      ? 'Broken off. Empty the database before the next try.\n'
      : `Nothing was restored. ${words}\n`,
  );
  process.exitCode = stopping.signal.aborted ? KILLED : 1;
}

/** Restores a backup into an empty database. It is read to its end before anything of it is stored. */
async function run([file, ...more]: readonly string[]): Promise<void> {
  if (!file || more.length > 0) throw new Refusal(USAGE);
  const env = readSettings();
  const { folder, s3 } = env.backups;
  const read = sourceOf(file, { folder, s3 });
  const keys = keysFor(file, env);
  say(`Checking ${file}`);
  const { createdAt, about, counts } = await checkBackup(read(), keys);
  stopping.signal.throwIfAborted();
  const total = Object.values(counts).reduce((sum, part) => sum + part, 0);
  say(
    `It is of ${createdAt.toISOString()}, by version ${about.madeBy}, and whole: ${count(total)} documents.`,
  );
  const database = await openDatabase(env, env.databases?.mongodbUri ?? null);
  try {
    await refuseFilled(database);
    say(`Restoring into ${database.place}`);
    const progress = showProgress(total);
    await restoreBackup(
      database.connection,
      { bytes: read(), keys },
      { onProgress: progress.update, signal: stopping.signal },
    );
    progress.clear();
    const ports = { ...createStores(database.connection), now: () => new Date() };
    const { dropped, ended, reports } = await settleRestored(
      systemContext(ports, { name: 'restore' }),
    );
    for (const line of keepSecretKeys(about.secretKeys, env)) say(line);
    if (dropped > 0)
      say(
        `${count(dropped)} messages that waited when it was made are not sent: they are old, and may have been sent since.`,
      );
    if (reports > 0)
      say(
        `${count(reports)} reports that were due since it was made are not sent: they may have been. The Reports page sends them.`,
      );
    if (ended > 0) say(`${count(ended)} alerts were over before it was finished, and are closed.`);
    say(
      'Restored. Start the product: checks go on, and nothing that was told before is told again.',
    );
  } finally {
    await database.close();
  }
}

/** Where a file is read from: a path, or a name in one of the places of backups. */
function sourceOf(
  file: string,
  options: Parameters<typeof placesOf>[0],
): () => AsyncIterable<Uint8Array> {
  if (fs.existsSync(file)) return () => fs.createReadStream(file);
  const isName = path.basename(file) === file;
  const folder = options.folder === null ? null : path.join(options.folder, file);
  if (isName && folder && fs.existsSync(folder)) return () => fs.createReadStream(folder);
  const storage = placesOf({ folder: null, s3: options.s3 })[0];
  if (isName && storage) return () => storage.read(file);
  throw new Refusal(`There is no file ${file}. ${USAGE}`);
}

async function refuseFilled({ connection, place }: OpenDatabase): Promise<void> {
  const filled = Object.entries(await filledCollections(connection));
  if (filled.length === 0) return;
  const what = filled.map(([name, documents]) => `${count(documents)} in ${name}`).join(', ');
  throw new Refusal(
    `${place} is not empty: it holds documents (${what}), and nothing is written over. Name another DATA_DIR or database, or empty this one.`,
  );
}
