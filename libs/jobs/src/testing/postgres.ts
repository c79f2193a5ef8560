import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@app/embedded';
import { PgBoss } from 'pg-boss';

/** A PostgreSQL of its own for one spec file; it can be stopped and started again. */
export interface TestPostgres {
  url: string;
  halt(): Promise<void>;
  resume(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'postgres');
  let server = await startPostgres({ dataDir });
  return {
    url: server.url,
    halt: () => server.stop(),
    resume: async () => {
      server = await startPostgres({ dataDir });
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A connection that does what only an administrator, or a mishap, would do. */
export interface TestAdmin {
  query(sql: string): Promise<unknown[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function connectAsAdmin(url: string): Promise<TestAdmin> {
  const boss = new PgBoss({ connectionString: url, schema: 'admin', max: 1, supervise: false });
  boss.on('error', () => undefined);
  await boss.start();
  return {
    query: async (sql) => (await boss.getDb().executeSql(sql)).rows,
    [Symbol.asyncDispose]: () => boss.stop({ graceful: false }),
  };
}
