import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '@app/embedded';
import { openLogFile } from '@app/platform';
import { startChild } from '../../processes/child.ts';
import { documentPart, postgresPart } from '../../databases/embedded-parts.ts';
import { keepRunning, type Kept } from '../../processes/keep-running.ts';
import { NODE_FLAGS } from '../../start/app-part.ts';
import type { Part } from '../../processes/part.ts';
import { inWorkspace } from '../../workspace.ts';
import { endWithUs } from './end-with-us.ts';
import { signalTree } from '../../processes/process-tree.ts';

/** Everything that `npm start` runs, kept running in the same way, with all its files in one folder. */
export interface WholeProduct {
  readonly mongodbUri: string;
  /** Address of the api. */
  readonly base: string;
  /** What was said of parts that ended or did not start. */
  readonly troubles: readonly string[];
  /** Ends PostgreSQL at once, as it ends itself when its log of writes finds no room. */
  panicPostgres(): void;
  stop(): Promise<void>;
}

export async function startProduct(folder: string): Promise<WholeProduct> {
  const troubles: string[] = [];
  const kept: Kept[] = [];
  const logOf = (name: string) => openLogFile(path.join(folder, 'logs', `${name}.log`));
  const keep = async (part: Part): Promise<void> => {
    kept.push(await keepRunning(part, { onTrouble: (line) => troubles.push(line) }));
  };
  const isEnded = endWithUs(() => {
    for (const part of kept) part.kill();
  });
  const stop = async (): Promise<void> => {
    for (const part of kept.toReversed()) await part.stop(0);
    isEnded();
  };
  try {
    const postgres = postgresPart(path.join(folder, 'postgres'));
    const documents = documentPart(path.join(folder, 'documents'), logOf('documents'));
    await Promise.all([keep(postgres), keep(documents)]);
    const port = await freePort(0);
    const env = {
      PATH: process.env['PATH'],
      MONGODB_URI: documents.url(),
      POSTGRES_URL: postgres.url(),
      EGRESS_MODE: 'allow-private',
      HOST: '127.0.0.1',
      PORT: String(port),
    };
    for (const name of ['worker', 'api'] as const) {
      const args = [...NODE_FLAGS[name], inWorkspace('apps', name, 'dist', 'main.js')];
      const log = logOf(name);
      await keep({ name, start: async () => startChild({ args, env, log }) });
    }
    return {
      mongodbUri: documents.url(),
      base: `http://127.0.0.1:${port}`,
      troubles,
      panicPostgres: () => {
        const file = path.join(folder, 'postgres', 'cluster', 'postmaster.pid');
        signalTree(Number(fs.readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
