import path from 'node:path';
import { lockFolder, type FolderLock } from '@app/embedded';
import { VERSION, type Env } from '@app/platform';
import { attach, type Attachment } from '../databases/attach.ts';
import { inOneLine } from '../refusal.ts';
import { say } from '../terminal.ts';
import { readSettings } from '../settings/read-settings.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { buildIfChanged } from './build.ts';
import { checkPort } from './check-port.ts';
import { Product } from './product.ts';

const KILLED = 130;

let product: Product | undefined;
let lock: FolderLock | undefined;
/** Servers of another product that runs on the same data. */
let running: Attachment | null = null;
const stopping = new AbortController();

// The terminal may be gone, or what is said goes to a file on a full disk: that is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

onWishToStop(
  () => {
    stopping.abort();
    say('\nStopping ... (once more ends it at once)');
    void stop(0);
  },
  () => {
    product?.kill();
    process.exit(KILLED);
  },
);

try {
  await start();
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`${inOneLine(error)}\n`);
    await stop(1);
  }
}

async function start(): Promise<void> {
  const env = readSettings();
  await checkPort(env.host, env.port);
  if (!env.databases) {
    running = env.isReadOnly ? await attach(env.dataDir) : null;
    if (!running) lock = lockFolder(env.dataDir);
  }
  say(`mini-netumo ${VERSION} at ${env.publicUrl}\n`);
  await buildIfChanged(stopping.signal);
  stopping.signal.throwIfAborted();
  product = new Product(env, running);
  await product.start();
  welcome(env, product);
  void running?.gone.then(() => {
    if (stopping.signal.aborted) return;
    say('\nThe product whose data this shows has stopped.');
    void stop(1);
  });
}

async function stop(code: number): Promise<never> {
  stopping.abort();
  await product?.stop();
  await running?.leave();
  lock?.release();
  if (code === 0) say('Stopped.');
  process.exit(code);
}

function welcome(env: Env, { logDir }: Product): void {
  say(`\nReady: ${env.publicUrl}\n`);
  say(`  Data   ${env.databases ? 'on your own PostgreSQL and MongoDB' : env.dataDir}`);
  say(`  Logs   ${logDir}`);
  if (!env.isReadOnly && env.backups.folder !== null && env.backups.keys.length === 0) {
    say(`  Backup ${env.backups.folder}, each night`);
    say(
      `         Keep ${path.join(env.dataDir, 'backup.key')} elsewhere, too: without it no backup can be opened`,
    );
  }
  say(
    env.isReadOnly
      ? '  Only reads: nothing is checked, told or changed (READ_ONLY)'
      : '  Next   open the address and add the first site; `npm run demo` shows what it looks like',
  );
  say('  Stop   Ctrl-C\n');
}
