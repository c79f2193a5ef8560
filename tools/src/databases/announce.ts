import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { DatabaseUrls } from './urls.ts';

/** What a data folder says about the servers that run in it. */
export interface Announced {
  readonly urls: DatabaseUrls;
  /** Port on loopback where users of the servers are received. */
  readonly port: number;
  /** Greeting of that port; whatever answers otherwise is another program. */
  readonly id: string;
}

export const announcementIn = (dataDir: string): string => path.join(dataDir, 'servers.json');

export interface Announcement {
  /** Takes the announcement back; nobody finds the servers any more. */
  withdraw(): void;
  /** Lets go of those who are still there: they see that the servers are gone. */
  dismiss(): void;
}

export interface AnnounceOptions {
  readonly dataDir: string;
  readonly urls: DatabaseUrls;
  /**
   * Called when the last user has left. When given, that user is let go by `dismiss` only, so
   * that it can wait for the end of the servers.
   */
  readonly onUnused?: () => void;
  /** Called whenever a user has come. */
  readonly onUsed?: () => void;
}

/**
 * Tells other processes of this machine, through a file in the data folder that only its owner
 * reads, which servers run there. Who uses them keeps a connection open: its end, however its
 * process ends, is the end of the use.
 */
export async function announce({
  dataDir,
  urls,
  onUnused,
  onUsed,
}: AnnounceOptions): Promise<Announcement> {
  const id = randomUUID();
  const users = new Set<net.Socket>();
  const leaving = new Set<net.Socket>();
  const leave = (socket: net.Socket) => {
    if (!users.delete(socket)) return;
    if (onUnused && users.size === 0) {
      leaving.add(socket);
      onUnused();
    } else socket.destroy();
  };
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    users.add(socket);
    onUsed?.();
    socket.on('end', () => leave(socket));
    socket.on('close', () => leave(socket));
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(`${id}\n`);
  });
  const port = await listen(server);
  const file = announcementIn(dataDir);
  const announced: Announced = { urls, port, id };
  fs.writeFileSync(`${file}.new`, JSON.stringify(announced), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return {
    withdraw: () => {
      server.close();
      fs.rmSync(file, { force: true });
    },
    dismiss: () => {
      for (const socket of [...users, ...leaving]) socket.destroy();
    },
  };
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
