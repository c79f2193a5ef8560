import path from 'node:path';
import { restoreDays, systemContext } from '@app/monitoring';
import {
  countsOfFile,
  createFileArchive,
  createStores,
  exportData,
  importData,
  TransferError,
  type Counts,
} from '@app/persistence';
import { inOneLine } from '../refusal.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { say } from '../terminal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { readTask, type DataTask, type RestoreTask } from './arguments.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';
import { count, showProgress } from './progress.ts';

const KILLED = 130;

const stopping = new AbortController();
onWishToStop(
  () => stopping.abort(),
  () => process.exit(KILLED),
);

try {
  await run(readTask(process.argv.slice(2)));
} catch (error) {
  if (stopping.signal.aborted) {
    say('Broken off. The same command again starts over and takes nothing twice.');
    process.exitCode = KILLED;
  } else {
    process.stderr.write(`${error instanceof TransferError ? error.message : inOneLine(error)}\n`);
    process.exitCode = 1;
  }
}

async function run(task: DataTask): Promise<void> {
  const env = readSettings();
  const database = await openDatabase(env, task.mongodb ?? env.databases?.mongodbUri ?? null);
  try {
    if (task.verb === 'restore') await restore(task, database, env.dataDir);
    else if (task.verb === 'export') await exportTo(task.file, database);
    else await importFrom(task.file, database);
  } finally {
    await database.close();
  }
}

async function exportTo(file: string, { connection, place }: OpenDatabase): Promise<void> {
  say(`Exporting ${place} to ${file}`);
  const progress = showProgress(null);
  const counts = await exportData(connection, file, {
    onProgress: progress.update,
    signal: stopping.signal,
  });
  progress.clear();
  say(
    `${count(sum(counts))} documents are in ${file}. Secrets in it are encrypted: another installation needs the key.`,
  );
}

async function importFrom(file: string, { connection, place }: OpenDatabase): Promise<void> {
  const total = sum(await countsOfFile(file));
  say(`Importing ${file} into ${place}`);
  const progress = showProgress(total);
  const { stored, present } = await importData(connection, file, {
    onProgress: progress.update,
    signal: stopping.signal,
  });
  progress.clear();
  say(`${count(sum(stored))} documents were stored, ${count(sum(present))} were there already.`);
}

async function restore(
  { first, last }: RestoreTask,
  { connection, place }: OpenDatabase,
  dataDir: string,
): Promise<void> {
  const folder = path.join(dataDir, 'archive');
  say(`Bringing checks from ${first} to ${last} back from ${folder} into ${place}`);
  const ports = {
    ...createStores(connection),
    archive: createFileArchive(folder),
    now: () => new Date(),
  };
  const context = systemContext(ports, { name: 'restore', signal: stopping.signal });
  const { files, checks, unreadable, keptFrom } = await restoreDays(context, { first, last });
  say(`${count(checks)} checks of ${count(files)} files are there.`);
  for (const name of unreadable) {
    say(`The manifest ${name} cannot be read: its file was left out. Take it from a backup.`);
    process.exitCode = 1;
  }
  if (keptFrom === null) return;
  say(
    `Days before ${keptFrom} were left out: they are not kept. Raise \`retention.checkDays\` with \`settings.update\` first.`,
  );
  process.exitCode = 1;
}

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, part) => total + part, 0);
}
