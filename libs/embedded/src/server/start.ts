import fs from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { makeFolder } from '@app/platform/make-folder';
import type { Services } from './commands/context.ts';
import { Cursors } from './cursors.ts';
import { ServerError } from './bson/errors.ts';
import { Connection, type ConnectionLimits, defaultLimits } from './net/connection.ts';
import { Credentials } from './scram.ts';
import { uriWith, USER } from './password.ts';
import { Retries } from './retries.ts';
import { Catalogue } from './storage/catalogue.ts';
import { Database } from './storage/database.ts';
import { Reserve } from './storage/reserve.ts';
import { removeExpired } from './ttl.ts';
import { StartError } from '../start-error.ts';

const loopbackHosts = ['127.0.0.1', '::1', 'localhost'];
// MongoDB's own rhythm; https://www.mongodb.com/docs/manual/core/index-ttl/
const defaultSweepMs = 60_000;

export interface DocumentServerOptions {
  /** The folder that holds the data; it is made when it is missing. */
  readonly dataDir: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Asked of every connection; null, the default, asks for none. */
  readonly password?: string | null;
  readonly limits?: Partial<ConnectionLimits>;
  /** A loopback address: the server speaks no TLS. */
  readonly host?: string;
  /** Milliseconds between two removals of expired documents. */
  readonly sweepMs?: number;
  /** Room that is held for the day on which the disk is full; none by default. */
  readonly reserveBytes?: number;
  /** Told in a sentence when the reserve is given up, and when it is taken again. */
  readonly onReserve?: (sentence: string) => void;
  /** Told of errors that are the server's own fault; the client gets a general refusal. */
  readonly onFault?: (error: unknown) => void;
}

export interface DocumentServer {
  readonly port: number;
  /** What clients connect to, without a database name; the password is in it. */
  readonly uri: string;
  /** Answers what has arrived, commits it and closes the data file. */
  close(): Promise<void>;
}

/** The file that holds all data of a folder. */
export function dataFileIn(dataDir: string): string {
  return join(dataDir, 'documents.sqlite');
}

/**
 * Starts a document server for the MongoDB driver. Rejects with a sentence for people when the data
 * folder is in use, the port is taken or the host is not a loopback address.
 */
export async function startDocumentServer(options: DocumentServerOptions): Promise<DocumentServer> {
  const { dataDir, port = 0, host = '127.0.0.1', sweepMs = defaultSweepMs } = options;
  const { reserveBytes = 0, onReserve, password = null } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const onFault = options.onFault ?? (() => undefined);
  if (!loopbackHosts.includes(host)) {
    throw new StartError(
      `The document server speaks no TLS and listens on loopback addresses only, not on ${host}.`,
    );
  }
  makeFolder(dataDir);
  closeToOthers(dataDir);
  const database = await Database.open(dataFileIn(dataDir));
  const catalogue = new Catalogue(database);
  const services: Services = {
    database,
    catalogue,
    cursors: new Cursors(),
    retries: new Retries(database),
    credentials: password === null ? null : new Credentials(USER, password),
    reserve: new Reserve(dataDir, {
      bytes: reserveBytes,
      ...(onReserve && { onChange: onReserve }),
    }),
  };
  const connections = new Set<Connection>();
  const server = createServer((socket) => {
    const address = `${host}:${String(socket.localPort)}`;
    if (connections.size >= limits.connections) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, services, { address, limits, onFault });
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  const bound = await listen(server, port, host).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const sweeper = startSweeps(services, sweepMs, onFault);
  return {
    port: bound,
    uri: uriOf(password, `${host.includes(':') ? `[${host}]` : host}:${String(bound)}`),
    close: async () => {
      await sweeper.stop();
      server.close();
      await Promise.all([...connections].map((connection) => connection.settled()));
      for (const connection of connections) connection.close();
      await database.close();
    },
  };
}

/** Files of SQLite get the mode of the data file; those of an older version were open to others. */
function closeToOthers(dataDir: string): void {
  fs.chmodSync(dataDir, 0o700);
  const file = dataFileIn(dataDir);
  fs.closeSync(fs.openSync(file, 'a', 0o600));
  for (const one of [file, `${file}-wal`, `${file}-shm`, join(dataDir, 'port')]) {
    if (fs.existsSync(one)) fs.chmodSync(one, 0o600);
  }
}

const uriOf = (password: string | null, authority: string): string =>
  password === null
    ? `mongodb://${authority}/?directConnection=true`
    : uriWith(password, authority);

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Removes what has expired, over and over. */
function startSweeps(
  { database, catalogue, cursors, retries, reserve }: Services,
  sweepMs: number,
  onFault: (error: unknown) => void,
): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isIdle = true;
  const sweep = async (): Promise<void> => {
    const now = Date.now();
    cursors.killIdle(now);
    retries.forgetOld(now);
    await removeExpired(database, catalogue, now);
    await reserve.take();
  };
  const begin = (work: () => Promise<void>): void => {
    if (!isIdle) return;
    isIdle = false;
    running = work()
      .catch((error: unknown) => {
        // A collection that was dropped meanwhile is no fault.
        if (!(error instanceof ServerError)) onFault(error);
      })
      .finally(() => {
        isIdle = true;
      });
  };
  begin(() => reserve.take());
  const timer = setInterval(() => {
    begin(sweep);
  }, sweepMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
