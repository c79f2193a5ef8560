import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import { FROM_SOURCE } from '../workspace.ts';
import type { NameServerRequest, Truths, Zone } from './name-server.ts';

/** A name server, and a view of the file system in which it is the only one. */
export interface OwnNames {
  /** What to put before a command, so that it runs there: `/etc/resolv.conf` names this server. */
  readonly prefix: readonly string[];
  /** Says what names say from now on; `all`, unless null, what all of them do. */
  set(zones: Record<string, Zone>, all?: Zone | null): Promise<void>;
  /** What the server remembers of its answers; it forgets them. */
  takeTruths(): Promise<Truths>;
  close(): void;
}

const COVER = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';

/** An address of loopback that is unlikely to be somebody else's. */
const addressOfOurs = (): string =>
  `127.53.${(process.pid >> 8) & 0xff}.${process.pid & 0xff || 1}`;

/** Starts a name server of its own. Throws a Refusal with the reason where this machine does not allow it. */
export async function openOwnNames(): Promise<OwnNames> {
  const address = addressOfOurs();
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'names-'));
  const file = path.join(folder, 'resolv.conf');
  fs.writeFileSync(file, `nameserver ${address}\n`);
  const remove = (): void => {
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const prefix = ['unshare', '--mount', '--', 'sh', '-c', COVER, file];
  const trial = spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'true'], { encoding: 'utf8' });
  if (trial.status !== 0) {
    remove();
    const reason = trial.error?.message ?? trial.stderr.trim();
    throw new Refusal(`Names of our own need a mount namespace, which is refused here: ${reason}`);
  }
  const server = fork(path.join(import.meta.dirname, 'name-server.ts'), [address], {
    execArgv: [FROM_SOURCE],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const complaints: string[] = [];
  server.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const ready = await Promise.race([
    once(server, 'message').then(() => true),
    once(server, 'exit').then(() => false),
  ]);
  if (!ready) {
    remove();
    const reason = /\b(?:EACCES|EADDRINUSE|EADDRNOTAVAIL)\b/.exec(complaints.join(''))?.[0];
    throw new Refusal(`A name server cannot listen at ${address} port 53: ${reason ?? 'unknown'}`);
  }
  const ask = async <T>(request: NameServerRequest): Promise<T> => {
    server.send(request);
    const [answer] = (await once(server, 'message')) as [T];
    return answer;
  };
  return {
    prefix,
    set: async (set, all) => {
      await ask({ set, ...(all === undefined ? {} : { all }) });
    },
    takeTruths: () => ask({ take: 'truths' }),
    close: () => {
      server.disconnect();
      remove();
    },
  };
}
