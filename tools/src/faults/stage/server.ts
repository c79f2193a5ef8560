import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres, type EmbeddedPostgres } from '@app/embedded';
import { inWorkspace } from '../../workspace.ts';
import { signalTree } from '../../processes/process-tree.ts';

/** A database server in processes of its own that can be hurt. */
export interface FaultyServer {
  readonly url: string;
  readonly pid: number;
  /** Stands still, as on a machine that hangs: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends all its processes at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, at the same address with the same files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The document server: it can hang by itself besides. */
export interface FaultyDocuments extends FaultyServer {
  /** Its event loop stands still for ever; the process does not. */
  hang(): void;
  /** Resolves when the process that runs now has ended. */
  readonly exited: Promise<unknown>;
}

/** PostgreSQL with its files in a folder. */
export async function startFaultyPostgres(folder: string): Promise<FaultyServer> {
  let server: EmbeddedPostgres = await startPostgres({ dataDir: folder });
  return {
    url: server.url,
    get pid() {
      return server.pid;
    },
    freeze: () => signalTree(server.pid, 'SIGSTOP'),
    thaw: () => signalTree(server.pid, 'SIGCONT'),
    kill: async () => {
      signalTree(server.pid, 'SIGKILL');
      await server.exited;
    },
    restart: async () => {
      server = await startPostgres({ dataDir: folder });
    },
    stop: () => server.stop(),
  };
}

/** Lets a process hang when it is told to; see there. */
export const HANG_HOOK = inWorkspace('tools', 'src', 'faults', 'stage', 'hang.ts');

interface Listening {
  readonly child: ChildProcess;
  readonly port: number;
  readonly uri: string;
}

/** The document server with its files in a folder; `url` names no database. */
export async function startFaultyDocuments(folder: string): Promise<FaultyDocuments> {
  let server = await startDocuments(folder, 0);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const { child } = server;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url: server.uri,
    get pid() {
      return pidOf(server.child);
    },
    hang: () => void server.child.kill('SIGUSR2'),
    get exited() {
      return once(server.child, 'exit');
    },
    freeze: () => void server.child.kill('SIGSTOP'),
    thaw: () => void server.child.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      server = await startDocuments(folder, server.port);
    },
    stop: () => end('SIGTERM'),
  };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The document server did not start.');
  return pid;
}

async function startDocuments(folder: string, port: number): Promise<Listening> {
  const script = inWorkspace('libs', 'embedded', 'dist', 'main.js');
  const child = spawn(
    process.execPath,
    ['--import', HANG_HOOK, script, '--data-dir', folder, '--port', String(port)],
    // With an IPC channel it ends when this process does.
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const { stdout } = child;
  if (!stdout) throw new Error('The document server has no output.');
  const [line] = (await once(stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { port: number; uri: string }) };
}
