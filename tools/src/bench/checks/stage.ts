import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '@app/embedded';
import { PgBoss } from 'pg-boss';
import { FROM_SOURCE, inWorkspace } from '../../workspace.ts';
import type { BareFigures } from './bare.ts';
import type { Answers, SiteQuestion } from './site.ts';

/** The bare loop, in a process that stays for as long as it is needed, as the worker does. */
export interface BareLoop {
  run(ms: number): Promise<BareFigures>;
  close(): void;
}

/** The embedded servers and the watched site, each in processes of its own. */
export interface Stage {
  readonly ports: readonly number[];
  readonly postgres: { url: string; pid: number };
  readonly documents: { uriOf: (database: string) => string; pid: number };
  /** For what a worker keeps. */
  readonly dataDir: string;
  /** Requests that the site got since it was asked to forget them. */
  count(): Promise<number>;
  /** What the site remembers of its answers; it forgets them. */
  takeAnswers(): Promise<Answers>;
  /** Gets the bare loop ready to ask the site. */
  openBare(inFlight: number): BareLoop;
  /** Bytes of the queue's tables, indexes included. */
  queueBytes(): Promise<number>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'bench-checks-'));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as somebody else
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres') });
  const documents = await startDocuments(path.join(folder, 'documents'));
  const site = fork(path.join(import.meta.dirname, 'site.ts'), { execArgv: [FROM_SOURCE] });
  const [ports] = (await once(site, 'message')) as [number[]];
  const ask = async <T>(question: SiteQuestion): Promise<T> => {
    site.send(question);
    const [answer] = (await once(site, 'message')) as [T];
    return answer;
  };
  const takeAnswers = async (): Promise<Answers> => {
    const answers = await ask<Answers>('answers');
    await ask('reset');
    return answers;
  };
  const admin = new PgBoss({ connectionString: postgres.url, schema: 'bench', max: 1 });
  admin.on('error', () => undefined);
  await admin.start();
  return {
    ports,
    postgres: { url: postgres.url, pid: postmasterOf(folder) },
    documents: {
      uriOf: (database) => documents.uri.replace('/?', `/${database}?`),
      pid: documents.child.pid ?? 0,
    },
    dataDir: path.join(folder, 'worker'),
    count: () => ask('count'),
    takeAnswers,
    openBare: (inFlight) => {
      const args = [String(ports[0]), String(inFlight)];
      const child = fork(path.join(import.meta.dirname, 'bare.ts'), args, { execArgv: [] });
      return {
        run: async (ms) => {
          child.send(ms);
          const [figures] = (await once(child, 'message')) as [BareFigures];
          return figures;
        },
        close: () => {
          child.disconnect();
        },
      };
    },
    queueBytes: async () => {
      const { rows } = await admin.getDb().executeSql(QUEUE_BYTES);
      return Number(rows[0]?.bytes);
    },
    close: async () => {
      site.disconnect();
      await admin.stop({ graceful: false });
      await end(documents.child);
      await postgres.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const QUEUE_BYTES = `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS bytes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'jobs' AND c.relkind = 'r'`;

async function startDocuments(folder: string): Promise<{ uri: string; child: ChildProcess }> {
  const script = inWorkspace('libs', 'embedded', 'dist', 'main.js');
  const child = spawn(process.execPath, [script, '--data-dir', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { uri } = JSON.parse(line.toString()) as { uri: string };
  return { uri, child };
}

const postmasterOf = (folder: string): number => {
  const file = fs
    .readdirSync(path.join(folder, 'postgres'), { recursive: true, encoding: 'utf8' })
    .find((name) => path.basename(name) === 'postmaster.pid');
  return Number(fs.readFileSync(path.join(folder, 'postgres', file ?? ''), 'utf8').split('\n')[0]);
};

/** Ends a child and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
