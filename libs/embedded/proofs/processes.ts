import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const projectDir = resolve(import.meta.dirname, '..');
const workspaceDir = resolve(projectDir, '../..');

/** A server in a process of its own. */
export interface ServerProcess {
  readonly process: ChildProcess;
  readonly uri: string;
  stop(): Promise<void>;
  /** Ends the process like a power cut ends it for the program: at once. */
  kill(): Promise<void>;
}

/** A folder for one run, and its removal. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'embedded-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Builds the server as it is shipped, once per run. */
const builtServer = lazily(() => {
  const bundler = resolve(workspaceDir, 'tools/src/build/bundle.ts');
  execFileSync(process.execPath, [bundler, projectDir, 'src/server/main.ts']);
  return join(projectDir, 'dist/main.js');
});

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Starts the embedded server and waits until it listens. */
export async function startEmbedded(dataDir: string): Promise<ServerProcess> {
  return await start(process.execPath, [builtServer(), '--data-dir', dataDir], /"port":(\d+)/);
}

/** Where the native reference server is, or a sentence that says why there is none. */
export function findReference(): { path: string } | { reason: string } {
  const path =
    process.env['REFERENCE_MONGOD'] ?? resolve(workspaceDir, '../shared/tools/secantusd-rs');
  if (existsSync(path)) return { path };
  return {
    reason: `There is no reference server at ${path}. Set REFERENCE_MONGOD to the path of secantusd-rs.`,
  };
}

export async function startReference(path: string, dataDir: string): Promise<ServerProcess> {
  return await start(
    path,
    ['--port', '0', '--storage-path', dataDir, '--cache-size', '256M', '--log-file-max', '16MB'],
    /listening on [\d.]+:(\d+)/,
  );
}

async function start(command: string, args: string[], ready: RegExp): Promise<ServerProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await portOf(child, ready);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    process: child,
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function portOf(child: ChildProcess, ready: RegExp): Promise<string> {
  const { stdout, stderr } = child;
  return new Promise((found, failed) => {
    const said: string[] = [];
    for (const stream of [stdout, stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const port = ready.exec(line)?.[1];
        if (port !== undefined) found(port);
      });
    }
    child.once('error', failed);
    child.once('exit', (code) => {
      failed(new Error(`The server ended with ${String(code)}: ${said.join(' / ')}`));
    });
  });
}
