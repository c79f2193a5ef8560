import { spawn } from 'node:child_process';
import path from 'node:path';
import { FolderHeldError, lockFolder, type FolderLock } from '@app/embedded';
import { inOneLine, Refusal } from '../refusal.ts';
import { documentPart, FROM_SOURCES, postgresPart } from './embedded-parts.ts';
import { keepRunning } from '../processes/keep-running.ts';
import { openLogFile } from '@app/platform';
import { FROM_SOURCE, WORKSPACE } from '../workspace.ts';
import { announce } from './announce.ts';
import { FOLDER_HELD } from './ensure.ts';

const GRACE_MS = 5_000;
/** Who started us may have died before it could attach. */
const FIRST_USER_WITHIN_MS = 30_000;

class HeldError extends Refusal {}

// Nobody hears us once we are ready.
process.stderr.on('error', () => undefined);

const [dataDir = './data', mode] = process.argv.slice(2);

try {
  if (mode === '--launch') launch();
  else await host();
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exit(error instanceof HeldError ? FOLDER_HELD : 1);
}

/** Runs the servers until their last user has left. */
async function host(): Promise<void> {
  const lock = hold();
  const log = openLogFile(path.join(dataDir, 'logs', 'documents.log'));
  const postgres = postgresPart(path.join(dataDir, 'postgres'));
  const documents = documentPart(path.join(dataDir, 'documents'), log, FROM_SOURCES);
  const onTrouble = (line: string) => log.write(`${line}\n`);
  const started = await Promise.allSettled(
    [postgres, documents].map((part) => keepRunning(part, { onTrouble })),
  );
  const kept = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const end = async () => {
    await Promise.all(kept.map((part) => part.stop(GRACE_MS)));
    lock.release();
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await end();
    throw failed.reason;
  }

  let isEnding = false;
  const stop = async () => {
    if (isEnding) return;
    isEnding = true;
    announcement.withdraw();
    await end();
    announcement.dismiss();
    process.exit(0);
  };
  const alone = setTimeout(() => void stop(), FIRST_USER_WITHIN_MS);
  const announcement = await announce({
    dataDir,
    urls: { mongodb: documents.url(), postgres: postgres.url() },
    onUsed: () => clearTimeout(alone),
    onUnused: () => void stop(),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  process.on('SIGHUP', () => undefined);
  process.send?.('ready');
  process.disconnect();
}

function hold(): FolderLock {
  try {
    return lockFolder(dataDir);
  } catch (error) {
    throw error instanceof FolderHeldError ? new HeldError(inOneLine(error)) : error;
  }
}

/**
 * Starts the host and ends when it is ready, so that it is nobody's child: programs that end all
 * that descends from them, like Nx, leave it alone.
 */
function launch(): void {
  const child = spawn(process.execPath, [FROM_SOURCE, import.meta.filename, dataDir], {
    cwd: WORKSPACE,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (words += text));
  child.once('message', () => process.exit(0));
  child.once('close', (code) => {
    process.stderr.write(words);
    process.exit(code ?? 1);
  });
}
