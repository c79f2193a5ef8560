import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MongoClient } from 'mongodb';
import { encodeMessage } from '../testing/raw-command.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { dataFileIn, startDocumentServer } from './start.ts';

let test: TestServer;

beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.dispose());

describe('startDocumentServer', () => {
  it('refuses a data folder that is in use', async () => {
    await expect(startDocumentServer({ dataDir: test.dataDir })).rejects.toThrow(/in use/);
  });

  it('refuses a port that is taken, and frees the folder again', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'embedded-test-'));
    await expect(startDocumentServer({ dataDir, port: test.server.port })).rejects.toThrow(
      /EADDRINUSE/,
    );
    await (await startDocumentServer({ dataDir })).close();
    await rm(dataDir, { recursive: true });
  });

  it('refuses to listen beyond this machine', async () => {
    await expect(startDocumentServer({ dataDir: test.dataDir, host: '0.0.0.0' })).rejects.toThrow(
      /loopback/,
    );
  });

  it('keeps a data folder, also one of an older version, from others', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'embedded-test-'));
    await (await startDocumentServer({ dataDir })).close();
    await chmod(dataDir, 0o755);
    await chmod(dataFileIn(dataDir), 0o644);
    const server = await startDocumentServer({ dataDir });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    for (const end of ['', '-wal']) {
      expect((await stat(`${dataFileIn(dataDir)}${end}`)).mode & 0o777).toBe(0o600);
    }
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  it('survives messages that are none', async () => {
    for (const bytes of [Buffer.alloc(16, 0xff), Buffer.from([16, 0, 0, 0]), Buffer.alloc(16)]) {
      const socket = connect(test.server.port, '127.0.0.1');
      socket.end(bytes);
      socket.resume();
      await once(socket, 'close');
    }
    expect(await test.db.command({ ping: 1 })).toEqual({ ok: 1 });
  });

  it('gives no reply to a silent write, and does it', async () => {
    const socket = connect(test.server.port, '127.0.0.1');
    const write = {
      insert: 'silent',
      documents: [{ n: 1 }],
      writeConcern: { w: 0 },
      $db: 'test',
    };
    socket.write(encodeMessage(1, 2, write));
    socket.write(encodeMessage(2, 0, { ping: 1, $db: 'test' }));
    expect((await firstReply(socket)).readInt32LE(8)).toBe(2);
    socket.destroy();
    expect(await test.db.collection('silent').countDocuments()).toBe(1);
  });

  it('stores documents of up to 16 MB and refuses larger ones', async () => {
    const large = test.db.collection('large');
    const text = 'x'.repeat(16 * 1024 * 1024 - 100);
    await large.insertOne({ _id: 1 as never, text });
    await expect(large.updateOne({}, { $set: { more: 'y'.repeat(200) } })).rejects.toMatchObject({
      code: 10334,
    });
    expect((await large.findOne())?.['text']).toBe(text);
  });

  it('keeps point reads quick behind a full scan', async () => {
    const many = test.db.collection('many');
    for (let round = 0; round < 10; round += 1) {
      await many.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, round })));
    }
    const order: string[] = [];
    const scan = many.countDocuments({ n: -1 }).then(() => order.push('scan'));
    const reads = Promise.all(Array.from({ length: 5 }, () => many.findOne())).then(() =>
      order.push('reads'),
    );
    await Promise.all([scan, reads]);
    expect(order).toEqual(['reads', 'scan']);
  });
});

describe('the process', () => {
  it('starts again after kill -9, and ends cleanly when told to', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'embedded-test-'));
    const killed = await startProcess(dataDir);
    const client = new MongoClient(killed.uri);
    await client.db('test').collection('things').insertOne({ n: 1 });
    await client.close();
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const again = await startProcess(dataDir);
    const second = spawn(process.execPath, args(dataDir), { stdio: ['ignore', 'ignore', 'pipe'] });
    const said = await once(createInterface({ input: second.stderr }), 'line');
    expect(String(said)).toMatch(/in use by another process/);
    expect(await once(second, 'exit')).toEqual([1, null]);
    const other = new MongoClient(again.uri);
    expect(await other.db('test').collection('things').countDocuments()).toBe(1);
    await other.close();
    again.child.kill('SIGTERM');
    expect(await once(again.child, 'exit')).toEqual([0, null]);
    await rm(dataDir, { recursive: true });
  });
});

function args(dataDir: string): string[] {
  return ['--conditions=@app/source', join(import.meta.dirname, 'main.ts'), '--data-dir', dataDir];
}

async function startProcess(
  dataDir: string,
): Promise<{ child: ReturnType<typeof spawn>; uri: string }> {
  const child = spawn(process.execPath, args(dataDir), { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { event, uri } = JSON.parse(line) as { event: string; uri: string };
  expect(event).toBe('listening');
  return { child, uri };
}

async function firstReply(socket: Socket): Promise<Buffer> {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk;
}
