import { execFile, type SpawnOptions } from 'node:child_process';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { closedFolder } from './closed-folder.ts';

const run = promisify(execFile);

/** How the programs of PostgreSQL, which refuse to run as root, are run. */
export type RunAs =
  | { readonly kind: 'self' }
  /** As another user of this machine, who must own the cluster. */
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }
  /** As ourselves, but seen as `nobody` through a user namespace, which hides the root. */
  | { readonly kind: 'namespace' };

/**
 * Chooses how to run PostgreSQL. Only root needs a choice: the system user `postgres` (made when
 * missing), or, when a private folder keeps that user from one of the paths, a user namespace.
 */
export async function chooseRunAs(paths: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const user = await postgresUser();
  const closed = user && paths.map((path) => closedFolder(path, user.uid, user.gid)).find(Boolean);
  if (user && closed === undefined) return { kind: 'user', ...user };
  if (await namespaceWorks()) return { kind: 'namespace' };
  throw new StartError(
    closed === undefined
      ? 'PostgreSQL does not run as root, and no user `postgres` could be made. Start as a normal ' +
          'user, or make that user: useradd --system postgres'
      : `You are root, so PostgreSQL runs as the user \`postgres\`, who may not enter ${closed}. ` +
          `Choose an open data folder with DATA_DIR, or allow entering it: chmod o+x ${closed}`,
  );
}

/** Program, arguments and spawn options that run a program in the chosen way. */
export function asCommand(
  runAs: RunAs,
  program: string,
  args: readonly string[],
): { file: string; args: string[]; options: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd'> } {
  switch (runAs.kind) {
    case 'self':
      return { file: program, args: [...args], options: {} };
    case 'user':
      return {
        file: program,
        args: [...args],
        options: { uid: runAs.uid, gid: runAs.gid, cwd: '/' },
      };
    case 'namespace':
      return { file: 'unshare', args: [...AS_NOBODY, program, ...args], options: {} };
  }
}

const AS_NOBODY = ['--user', '--map-user=65534', '--map-group=65534', '--'];

async function namespaceWorks(): Promise<boolean> {
  return run('unshare', [...AS_NOBODY, 'true']).then(
    () => true,
    () => false,
  );
}

async function postgresUser(): Promise<{ uid: number; gid: number } | undefined> {
  const known = await ids();
  if (known) return known;
  await run('useradd', ['--system', '--user-group', 'postgres']).catch(() => undefined);
  return ids();
}

async function ids(): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
    );
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined; // `id` fails when there is no such user
  }
}
