import { BackupError, backupName, type BackupFault } from '@app/domain/backups';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3mini } from 's3mini';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { s3Place, type S3Options } from './s3-place.ts';

const weed = process.env['SEAWEEDFS'];
const isThere = weed !== undefined && existsSync(weed);
if (!isThere) {
  process.stderr.write(
    'Skipped the tests with an S3 storage: set SEAWEEDFS to the path of weed to run them.\n',
  );
}

const MB = 1_048_576;
const FILE = backupName(new Date('2026-03-29T02:30:00Z'));
const { signal } = new AbortController();
const KEYS = { accessKeyId: 'key', secretAccessKey: 'a secret of mine' };
const IDENTITY = {
  identities: [
    {
      name: 'backups',
      credentials: [{ accessKey: KEYS.accessKeyId, secretKey: KEYS.secretAccessKey }],
      actions: ['Admin', 'Read', 'Write', 'List'],
    },
  ],
};

/** A free port, low enough that the one 10,000 higher, which the server takes as well, exists. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}

async function* piecesOf(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}

async function faultOf(work: Promise<unknown>): Promise<BackupFault | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof BackupError) return error.fault;
    throw error;
  }
}

it('names a storage that does not answer', async () => {
  const endpoint = `http://127.0.0.1:${await freePort()}/bucket`;
  const place = s3Place({ endpoint, region: 'auto', prefix: 'a/', ...KEYS });
  const write = { signal, expectedBytes: null };
  const fault = { is: 'place', place: `${endpoint}/a/` };
  expect(await faultOf(place.list())).toMatchObject(fault);
  expect(await faultOf(place.write(FILE, piecesOf(Buffer.from('x')), write))).toMatchObject(fault);
});

describe.skipIf(!isThere)('backups in an S3 storage', () => {
  let folder: string;
  let server: ChildProcess;
  let options: S3Options;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 's3-'));
    const config = join(folder, 's3.json');
    await writeFile(config, JSON.stringify(IDENTITY));
    const names = ['master.port', 'volume.port', 'filer.port', 's3.port'];
    const ports = await Promise.all(names.map(freePort));
    const args = [
      ...['server', `-dir=${folder}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1', '-filer', '-s3'],
      ...[`-s3.config=${config}`, '-volume.max=5', '-master.volumeSizeLimitMB=64'],
      ...names.map((name, i) => `-${name}=${ports[i] ?? 0}`),
    ];
    server = spawn(weed ?? '', args, { stdio: 'ignore' });
    const endpoint = `http://127.0.0.1:${ports.at(-1) ?? 0}/backups`;
    options = { endpoint, region: 'us-east-1', prefix: 'monitor/', ...KEYS };
    const bucket = new S3mini(options);
    await vi.waitUntil(() => bucket.createBucket().catch(() => false), {
      timeout: 60_000,
      interval: 200,
    });
  }, 90_000);
  afterAll(async () => {
    const ended = server.exitCode === null ? once(server, 'exit') : null;
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });

  it.each([0, 100, 8 * MB, 8 * MB + 1, 20 * MB + 3])('come back whole, %i bytes', async (size) => {
    const place = s3Place(options);
    const content = randomBytes(size);
    const write = { signal, expectedBytes: null };
    expect(await place.write(FILE, piecesOf(content), write)).toBe(size);
    const back = Buffer.concat(await Array.fromAsync(place.read(FILE)));
    expect(back.equals(content)).toBe(true);
    expect(await place.list()).toEqual([{ file: FILE, bytes: size }]);
    await place.remove(FILE);
    expect(await place.list()).toEqual([]);
  });

  it('are not there when they were broken off', async () => {
    const place = s3Place(options);
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<Buffer> {
      for (let i = 0; ; i++) {
        if (i === 20) stop.abort(new Error('stopped'));
        yield randomBytes(MB);
      }
    }
    const write = { signal: stop.signal, expectedBytes: null };
    await expect(place.write(FILE, endless(), write)).rejects.toThrow('stopped');
    expect(await place.list()).toEqual([]);
  });

  it('say what the storage answered, and no secret', async () => {
    const place = s3Place({ ...options, secretAccessKey: 'another secret' });
    const fault = await faultOf(place.list());
    expect(fault).toMatchObject({ is: 'place', detail: expect.stringContaining('403') });
    expect(JSON.stringify(fault)).not.toContain('another secret');
    expect(await faultOf(Array.fromAsync(s3Place(options).read(FILE)))).toEqual({
      is: 'no-backup',
    });
  });
});
