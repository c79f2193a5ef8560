import { describeBackupFault } from '@app/domain/backups';
import { backUp, systemContext } from '@app/monitoring';
import { createBackups, createStores, newId } from '@app/persistence';
import { openRunningDatabase } from '../data/open-database.ts';
import { backupOptions } from '../databases/backup-options.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { inOneLine, Refusal } from '../refusal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { say } from '../terminal.ts';

const KILLED = 130;

const stopping = new AbortController();
onWishToStop(
  () => stopping.abort(),
  () => process.exit(KILLED),
);

try {
  await run();
} catch (error) {
  process.stderr.write(
    stopping.signal.aborted ? 'Broken off. Nothing was kept.\n' : `${inOneLine(error)}\n`,
  );
  process.exitCode = stopping.signal.aborted ? KILLED : 1;
}

/** Makes a backup now, whether the product runs or not. */
async function run(): Promise<void> {
  const env = readSettings();
  const { options, keys } = backupOptions(env);
  if (options.folder === null && !options.s3) {
    throw new Refusal(describeBackupFault({ is: 'no-place' }));
  }
  const database = await openRunningDatabase(env, env.databases?.mongodbUri ?? null);
  try {
    say(`Backing up ${database.place}`);
    const stores = createStores(database.connection);
    const quiet = (): void => undefined;
    const ports = {
      ...stores,
      backups: createBackups(database.connection, options),
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now: () => new Date(),
      newId,
    };
    await stores.upkeep.request('backup', ports.now());
    const context = systemContext(ports, { name: 'backup', signal: stopping.signal });
    const done = await backUp(context);
    stopping.signal.throwIfAborted();
    if (!done)
      throw new Refusal('A worker makes a backup at this moment. The System page shows it.');
    for (const place of done.backup?.places ?? []) {
      const { file = '', documents = 0, bytes = 0 } = done.backup ?? {};
      say(
        `${String(documents)} documents, ${String(Math.ceil(bytes / 1_024))} KB: ${file} in ${place}`,
      );
    }
    if (done.fault) throw new Refusal(describeBackupFault(done.fault));
    const where = keys.file === null ? 'BACKUP_KEY' : `the key in ${keys.file}`;
    say(`KEEP ${where} SOMEWHERE ELSE, TOO: without it nobody can open this backup.`);
  } finally {
    await database.close();
  }
}
