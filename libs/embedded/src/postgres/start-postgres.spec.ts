import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from './process-table.ts';
import { startPostgres, type EmbeddedPostgres } from './start-postgres.ts';
import { childrenOf, startOwner, type Owner } from './testing/owner.ts';

const isLinux = os.platform() === 'linux';

describe('startPostgres', () => {
  let folder: string;
  let running: EmbeddedPostgres[];
  let owners: Owner[];

  beforeEach(() => {
    // A private folder (mode 700), the harder case for root.
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
    running = [];
    owners = [];
  });

  afterEach(async () => {
    for (const owner of owners) owner.process.kill('SIGKILL');
    await Promise.all(running.map((database) => database.stop()));
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const start = async (dataDir = path.join(folder, 'db')) => {
    const database = await startPostgres({ dataDir });
    running.push(database);
    return database;
  };

  const own = async () => {
    const owner = await startOwner(path.join(folder, 'db'));
    owners.push(owner);
    return owner;
  };

  it('starts, keeps its data and its address over a restart, and ends with stop', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on loopback only and asks for the password', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const wrong = url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps the password in a file that only the owner reads', async () => {
    const { url } = await start();
    const file = path.join(folder, 'db', 'settings.json');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(url).toContain(
      (JSON.parse(fs.readFileSync(file, 'utf8')) as { password: string }).password,
    );
  });

  it('works in a folder that every user may enter', async () => {
    fs.chmodSync(folder, 0o755);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes another port when the stored one was taken meanwhile', async () => {
    const first = await start();
    await first.stop();
    const intruder = await start(path.join(folder, 'other'));
    const settings = path.join(folder, 'db', 'settings.json');
    const stored = JSON.parse(fs.readFileSync(settings, 'utf8')) as object;
    fs.writeFileSync(settings, JSON.stringify({ ...stored, port: intruder.port }));
    const second = await start();
    expect(second.port).not.toBe(intruder.port);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a folder that is in use in one line that names folder and holder', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(
      new RegExp(
        `^The data folder ${folder}/db is in use by process ${process.pid} .*DATA_DIR\\.$`,
      ),
    );
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('tells that the server ended when it is killed, and starts again', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await start();
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('ends the server when its owner is killed', async () => {
    const owner = await own();
    owner.process.kill('SIGKILL');
    await expect.poll(() => isRunning(owner.pid)).toBe(false);
  });

  it.runIf(isLinux)('stops an orphan that a killed owner left, and keeps the data', async () => {
    const owner = await own();
    await query(owner.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const guards = childrenOf(owner.process.pid ?? 0).filter((pid) => pid !== owner.pid);
    for (const pid of guards) process.kill(pid, 'SIGKILL');
    owner.process.kill('SIGKILL');
    await expect.poll(() => owner.process.signalCode).toBe('SIGKILL');
    expect(isRunning(owner.pid)).toBe(true);

    const { url, pid } = await start();
    expect(pid).not.toBe(owner.pid);
    expect(isRunning(owner.pid)).toBe(false);
    expect(await query(url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it.runIf(isLinux)(
    'starts at once after kill -9 of the owner, the guard and the server',
    async () => {
      const owner = await startOwner(path.join(folder, 'db'));
      await query(owner.url, 'CREATE TABLE kept AS SELECT 1 AS one');
      const all = [
        owner.process.pid ?? 0,
        ...childrenOf(owner.process.pid ?? 0),
        ...childrenOf(owner.pid),
      ];
      for (const pid of all) process.kill(pid, 'SIGKILL');
      const { url } = await start();
      expect(await query(url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    },
  );

  it('is not misled by a pid file whose pid belongs to another program now', async () => {
    const first = await start();
    await first.stop();
    const pidFile = path.join(folder, 'db', 'cluster', 'postmaster.pid');
    fs.writeFileSync(pidFile, `${String(process.pid)}\n`);
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('makes a whole cluster after a kill in the middle of the first set-up', async () => {
    const half = path.join(folder, 'db', 'cluster.new');
    fs.mkdirSync(half, { recursive: true });
    fs.writeFileSync(path.join(half, 'PG_VERSION'), '18');
    const { url } = await start();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says which file is missing when the password was lost', async () => {
    const first = await start();
    await first.stop();
    fs.rmSync(path.join(folder, 'db', 'settings.json'));
    await expect(start()).rejects.toThrow(/settings\.json .* is missing/);
  });

  it('gives the reason of the server when it refuses its cluster', async () => {
    const first = await start();
    await first.stop();
    fs.writeFileSync(path.join(folder, 'db', 'cluster', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toThrow(
      /PostgreSQL did not start: FATAL: +database files are incompatible/,
    );
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await client.unsafe(sql))];
  } finally {
    await client.end();
  }
}
