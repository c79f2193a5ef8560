import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import net, { type Server } from 'node:net';
import path from 'node:path';
import { Refusal } from '../../refusal.ts';
import { FROM_SOURCE } from '../../workspace.ts';
import type { ListenRequest } from './listen.ts';

/** A network of its own: nothing but loopback, until it is told otherwise. */
export interface Namespace {
  readonly pid: number;
  /** What to put before a command, so that it runs there. */
  readonly prefix: readonly string[];
  /** Runs `ip` there; throws with its complaint. */
  ip(...args: readonly string[]): void;
  /** A server of this process that is reached there only. */
  listen(host: string, port: number): Promise<Server>;
  /** Makes a port of loopback there lead to the same port here. */
  forward(port: number): Promise<void>;
  close(): void;
}

/** Makes a network namespace. Throws a Refusal with the reason where this machine does not allow it. */
export async function openNamespace(): Promise<Namespace> {
  const trial = spawnSync('unshare', ['--net', '--', 'ip', 'link', 'set', 'lo', 'up'], {
    encoding: 'utf8',
  });
  if (trial.status !== 0) {
    const reason = trial.error?.message ?? trial.stderr.trim();
    throw new Refusal(`A network namespace is needed, which is refused here: ${reason}`);
  }
  const script = path.join(import.meta.dirname, 'listen.ts');
  const holder = spawn('unshare', ['--net', '--', process.execPath, FROM_SOURCE, script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([once(holder, 'message'), once(holder, 'exit')]);
  const { pid } = holder;
  if (pid === undefined || holder.exitCode !== null) {
    throw new Error('The process that holds a network namespace ended.');
  }
  const prefix = ['nsenter', '--target', String(pid), '--net', '--'];
  const ip = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('nsenter', [...prefix.slice(1), 'ip', ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr.trim()}`);
  };
  ip('link', 'set', 'lo', 'up');
  const servers: Server[] = [];
  const listen = async (host: string, port: number): Promise<Server> => {
    holder.send({ host, port } satisfies ListenRequest);
    const [word, server] = (await once(holder, 'message')) as [string, Server | undefined];
    if (!server) throw new Error(word);
    servers.push(server);
    return server;
  };
  return {
    pid,
    prefix,
    ip,
    listen,
    forward: async (port) => {
      const server = await listen('127.0.0.1', port);
      server.on('connection', (near) => {
        const far = net.connect(port, '127.0.0.1');
        near.pipe(far).pipe(near);
        near.on('error', () => far.destroy()).on('close', () => far.destroy());
        far.on('error', () => near.destroy()).on('close', () => near.destroy());
      });
    },
    close: () => {
      for (const server of servers) server.close();
      holder.kill('SIGKILL');
    },
  };
}
