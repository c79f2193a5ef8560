import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { asCommand, type RunAs } from './run-as.ts';

export const DATABASE_USER = 'netumo';

/**
 * Makes a new database cluster at `cluster`. It is built beside and renamed when complete, so a
 * kill on the way leaves no half cluster behind.
 */
export async function createCluster(options: {
  initdb: string;
  cluster: string;
  password: string;
  runAs: RunAs;
}): Promise<void> {
  const { initdb, cluster, password, runAs } = options;
  const draft = `${cluster}.new`;
  const passwordFile = path.join(path.dirname(cluster), 'password.new');
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(runAs, draft);
  giveTo(runAs, passwordFile);
  const command = asCommand(runAs, initdb, [
    `--pgdata=${draft}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts alike on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  try {
    await promisify(execFile)(command.file, command.args, command.options);
  } catch (cause) {
    throw new StartError(`The database in ${cluster} could not be set up: ${reasonOf(cause)}`, {
      cause,
    });
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(draft, cluster);
}

/** The line that says why; what `initdb` says last is only that it takes its files away again. */
function reasonOf(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message: string };
  const lines = (stderr || message).trim().split('\n');
  return lines.find((line) => FAULT.test(line)) ?? lines.at(-1) ?? message;
}

const FAULT = /\b(?:FATAL|PANIC|ERROR|error):/;

/** Hands a file or folder with all it holds to the user that PostgreSQL runs as. */
export function giveTo(runAs: RunAs, target: string): void {
  const uid = runAs.kind === 'user' ? runAs.uid : process.getuid?.();
  const gid = runAs.kind === 'user' ? runAs.gid : process.getgid?.();
  if (uid === undefined || gid === undefined || fs.lstatSync(target).uid === uid) return;
  const entries = fs.lstatSync(target).isDirectory()
    ? fs.readdirSync(target, { recursive: true, encoding: 'utf8' })
    : [];
  // The top comes last: its owner is the mark that all below is done.
  for (const entry of [...entries, '.']) fs.lchownSync(path.join(target, entry), uid, gid);
}
