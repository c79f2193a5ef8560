import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check, TargetRecord } from '@app/domain';
import { connect, createStores, ensureIndexes, type Stores } from '@app/persistence';
import { endWithUs } from './end-with-us.ts';
import { signalTree } from '../../processes/process-tree.ts';
import {
  startFaultyDocuments,
  startFaultyPostgres,
  type FaultyDocuments,
  type FaultyServer,
} from './server.ts';
import { Site } from './site.ts';
import { WorkerProcess, type WorkerOptions } from './worker-process.ts';

export interface Stage {
  readonly documents: FaultyDocuments;
  readonly postgres: FaultyServer;
  readonly site: Site;
  /** The store as it is, read and written past the workers. */
  readonly stores: Stores;
  readonly mongodbUri: string;
  /** What all processes on it are told. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts a worker; it is ended with the stage. */
  worker: (options?: Partial<WorkerOptions>) => WorkerProcess;
  /** A target as it is stored. */
  target: (id: string) => Promise<TargetRecord>;
  /** Every result of a target, the archived ones too, oldest first. */
  checks: (id: string) => Promise<Check[]>;
}

const DATABASE = 'netumo';
/** Ports of the site: a worker asks each at most twice at once. */
const PORTS = 64;

export interface StageOptions {
  readonly ports?: number;
}

/** Sets servers, a watched site and the truth about them up for a scenario, and clears all away after it. */
export async function onStage<T>(
  play: (stage: Stage) => Promise<T>,
  { ports = PORTS }: StageOptions = {},
): Promise<T> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'faults-'));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as somebody else
  const workers: WorkerProcess[] = [];
  const [documents, postgres, site] = await Promise.all([
    startFaultyDocuments(path.join(folder, 'documents')),
    startFaultyPostgres(path.join(folder, 'postgres')),
    Site.start(ports),
  ]);
  const isEnded = endWithUs(() => {
    for (const { pid } of [...workers, documents, postgres]) {
      if (pid !== undefined) signalTree(pid, 'SIGKILL');
    }
  });
  // Stages side by side have a data folder each. A backup of the targets that are there at the start would be measured, too.
  const env = { DATA_DIR: path.join(folder, 'data'), BACKUP_DIR: 'off' };
  const mongodbUri = documents.url.replace('/?', `/${DATABASE}?`);
  const connection = await connect({ uri: mongodbUri });
  try {
    await ensureIndexes(connection);
    const stores = createStores(connection);
    const target = async (id: string): Promise<TargetRecord> => {
      const found = await stores.targets.get(id);
      if (!found) throw new Error('A target is gone that nobody removed.');
      return found;
    };
    return await play({
      documents,
      postgres,
      site,
      stores,
      mongodbUri,
      env,
      worker: (options = {}) => {
        const urls = { mongodbUri, postgresUrl: postgres.url };
        const worker = new WorkerProcess({ ...urls, ...options, env: { ...env, ...options.env } });
        workers.push(worker);
        return worker;
      },
      target,
      checks: async (id) => {
        const archived = await Array.fromAsync(stores.results.range(id, new Date(0), FAR_AHEAD));
        const { recent } = await target(id);
        return [...archived.flat(), ...recent];
      },
    });
  } finally {
    for (const worker of workers) await worker.end('SIGKILL');
    await connection.close();
    site.stop();
    isEnded();
    await Promise.all([documents.kill(), postgres.kill()]);
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const FAR_AHEAD = new Date('2200-01-01');

const POLL_MS = 50;

/** Asks again and again until the answer is yes; false when it was not within the time. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await isTrue()) return true;
    await sleep(POLL_MS);
  }
  return false;
}
