import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Redis server in a process and a folder of its own, which keeps nothing. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  /** Starts it again after `kill`, empty, at the same port. */
  restart(): Promise<void>;
}

const PROGRAMS = ['redis-server', 'valkey-server'];

/** The program that can be started here; null where there is none. */
export const findRedisServer = (): string | null =>
  PROGRAMS.find((program) => spawnSync(program, ['--version']).status === 0) ?? null;

/** Why tests with a real server are left out. */
export const NO_REDIS = 'no redis-server here (apt-get install redis-server)';

/** Starts a server on loopback; more settings are those of its command line. */
export async function startRedisServer(
  program: string,
  settings: readonly string[] = [],
): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess = await start(program, port, settings);
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill: end,
    restart: async () => {
      await end();
      child = await start(program, port, settings);
    },
  };
}

async function start(
  program: string,
  port: number,
  settings: readonly string[],
): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
  const child = spawn(program, [...place, '--save', '', '--appendonly', 'no', ...settings], {
    // With an IPC channel nobody would end it: it is no program of Node.
    stdio: 'ignore',
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => {
    process.off('exit', end);
    rmSync(folder, { recursive: true, force: true });
  });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${program} did not start.`);
    await sleep(20);
  }
  return child;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A port on loopback that nobody uses. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
