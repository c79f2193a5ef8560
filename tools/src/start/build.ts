import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FolderHeldError, lockFolder, type FolderLock } from '@app/embedded';
import { Refusal } from '../refusal.ts';
import { say, step } from '../terminal.ts';
import { FROM_SOURCE, inWorkspace, NX, WORKSPACE } from '../workspace.ts';
import { stampOf } from './build-stamp.ts';
import { runCommand } from './run-command.ts';

const STAMP_FILE = inWorkspace('dist', 'build-stamp');
const OUTPUTS = [
  'apps/web/dist/browser/index.html',
  'apps/api/dist/main.js',
  'apps/worker/dist/main.js',
  'libs/embedded/dist/main.js',
];
const BUNDLER = 'tools/src/build/bundle.ts';

/** Quiet, without a background process that would outlive us. */
const NX_ENV = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', FORCE_COLOR: '0' };

const STEPS = [
  {
    title: 'Building the web app',
    args: [NX, 'build', '@app/web'],
  },
  { title: 'Building the api', args: [FROM_SOURCE, BUNDLER, 'apps/api'] },
  {
    title: 'Building the worker',
    args: [FROM_SOURCE, BUNDLER, 'apps/worker'],
  },
  {
    title: 'Building the document store',
    args: [FROM_SOURCE, BUNDLER, 'libs/embedded', 'src/server/main.ts'],
  },
];

/** Builds what is run, unless nothing changed since the last complete build. */
export async function buildIfChanged(signal: AbortSignal): Promise<void> {
  if (isCurrent(stampOf(WORKSPACE))) return;
  const lock = await waitForOtherBuild();
  try {
    const stamp = stampOf(WORKSPACE);
    if (isCurrent(stamp)) return; // the other one built it
    // Without a stamp an interrupted build is repeated.
    fs.rmSync(STAMP_FILE, { force: true });
    for (const { title, args } of STEPS) {
      await step(title, async () => {
        const { code, output } = await runCommand(process.execPath, args, { env: NX_ENV, signal });
        if (code !== 0) {
          say(`\n${lastLines(output)}\n`);
          throw new Refusal(`${title} failed; its last words are above.`);
        }
      });
    }
    fs.writeFileSync(STAMP_FILE, stamp);
  } finally {
    lock.release();
  }
}

function isCurrent(stamp: string): boolean {
  return (
    OUTPUTS.every((file) => fs.existsSync(inWorkspace(file))) &&
    fs.existsSync(STAMP_FILE) &&
    fs.readFileSync(STAMP_FILE, 'utf8') === stamp
  );
}

/** Two starts with folders of their own still share what is built. */
async function waitForOtherBuild(): Promise<FolderLock> {
  const tryLock = () => {
    try {
      return lockFolder(inWorkspace('dist'));
    } catch (error) {
      if (error instanceof FolderHeldError) return undefined;
      throw error;
    }
  };
  const lock = tryLock();
  if (lock) return lock;
  return step('Waiting for another build', async () => {
    for (;;) {
      await sleep(500);
      const free = tryLock();
      if (free) return free;
    }
  });
}

const lastLines = (output: string) => output.trim().split('\n').slice(-40).join('\n');
