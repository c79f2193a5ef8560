import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeMessage, rawCommand } from '../testing/raw-command.ts';
import { keptPassword, passwordFileIn, uriWith } from './password.ts';
import { type DocumentServer, startDocumentServer } from './start.ts';

let dataDir: string;
let server: DocumentServer;
const clients: MongoClient[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-password-'));
  server = await startDocumentServer({
    dataDir,
    password: keptPassword(dataDir),
    limits: { connections: 20, strangerMs: 60_000 },
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true });
});

function clientOf(uri: string): MongoClient {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  clients.push(client);
  return client;
}

const authority = () => `127.0.0.1:${String(server.port)}`;

describe('the password of the document server', () => {
  it('lets the driver in', async () => {
    const db = clientOf(server.uri).db('test');
    await db.collection('things').insertOne({ n: 1 });
    expect(await db.collection('things').countDocuments({})).toBe(1);
  });

  it('is found out by drivers that are not told how it is asked for', async () => {
    const uri = server.uri.replace('&authMechanism=SCRAM-SHA-256', '');
    expect(await clientOf(uri).db('test').command({ ping: 1 })).toEqual({ ok: 1 });
  });

  it('keeps out whoever has another one, or another name', async () => {
    const right = keptPassword(dataDir);
    for (const uri of [
      uriWith('0'.repeat(48), authority()),
      uriWith(right, authority()).replace('//netumo:', '//eve:'),
    ]) {
      await expect(clientOf(uri).db('test').command({ ping: 1 })).rejects.toMatchObject({
        code: 18,
      });
    }
  });

  it('keeps everything from whoever shows none', async () => {
    for (const command of [
      { ping: 1 },
      { find: 'things' },
      { insert: 'things', documents: [{ n: 1 }] },
      { dropDatabase: 1 },
      { listDatabases: 1 },
    ]) {
      expect(await rawCommand(server.port, command)).toMatchObject({ ok: 0, code: 13 });
    }
    expect(await rawCommand(server.port, { hello: 1 })).toMatchObject({ ok: 1 });
    for (const payload of [
      '',
      'n,,n=netumo',
      'y,,n=netumo,r=aaaaaaaa',
      'n,a=x,n=netumo,r=aaaaaaaa',
    ]) {
      const start = { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload };
      expect(await rawCommand(server.port, start)).toMatchObject({ ok: 0, code: 18 });
    }
    const other = { saslStart: 1, mechanism: 'PLAIN', payload: 'n,,n=netumo,r=aaaaaaaa' };
    expect(await rawCommand(server.port, other)).toMatchObject({ ok: 0, code: 18 });
    const middle = { saslContinue: 1, conversationId: 1, payload: 'c=biws,r=x,p=x' };
    expect(await rawCommand(server.port, middle)).toMatchObject({ ok: 0, code: 18 });
  });

  it('is for its owner only, and stays the same', () => {
    const file = passwordFileIn(dataDir);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(keptPassword(dataDir)).toBe(readFileSync(file, 'utf8').trim());
    expect(keptPassword(dataDir)).toBe(keptPassword(dataDir));
  });

  it('is made anew where its file is empty', () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-password-'));
    writeFileSync(passwordFileIn(folder), '');
    expect(keptPassword(folder)).toMatch(/^[0-9a-f]{48}$/);
    expect(statSync(passwordFileIn(folder)).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});

describe('strangers', () => {
  it('may send no large message', async () => {
    const socket = connect(server.port, '127.0.0.1');
    const head = Buffer.alloc(16);
    head.writeInt32LE(1_000_000, 0);
    socket.on('error', () => undefined).write(head);
    await once(socket, 'close');
  });

  it('are as many as the server takes, and no more', async () => {
    const sockets = Array.from({ length: 30 }, () =>
      connect(server.port, '127.0.0.1').on('error', () => undefined),
    );
    const closed = sockets.map((socket) => once(socket, 'close'));
    await Promise.all(closed.slice(20));
    expect(sockets.filter((socket) => !socket.destroyed).length).toBeLessThanOrEqual(20);
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
    await expect
      .poll(() => rawCommand(server.port, { hello: 1 }).catch(() => null), { timeout: 10_000 })
      .toMatchObject({ ok: 1 });
  });
});

describe('a server with little patience', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['who say nothing', () => Buffer.alloc(0)],
    ['who stop within a message', (bytes) => bytes.subarray(0, 20)],
  ])('lets go of those %s', async (_, cut) => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-password-'));
    const hasty = await startDocumentServer({
      dataDir: folder,
      password: keptPassword(folder),
      limits: { strangerMs: 50, messageMs: 50 },
    });
    const socket = connect(hasty.port, '127.0.0.1');
    socket.on('error', () => undefined).write(cut(encodeMessage(1, 0, { hello: 1, $db: 'admin' })));
    await once(socket, 'close');
    await hasty.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps those who ask how it is, as drivers do on a connection that shows no password', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const folder = mkdtempSync(join(tmpdir(), 'embedded-password-'));
    const password = keptPassword(folder);
    const usual = await startDocumentServer({ dataDir: folder, password });
    const socket = connect(usual.port, '127.0.0.1').on('error', () => undefined);
    const closed = once(socket, 'close').then(() => 'closed');
    // Every ten seconds: https://www.mongodb.com/docs/manual/reference/connection-string-options/ (heartbeatFrequencyMS)
    for (let beat = 1; beat <= 6; beat += 1) {
      const answer = once(socket, 'data').then(() => 'answered');
      socket.write(encodeMessage(beat, 0, { hello: 1, $db: 'admin' }));
      expect(await Promise.race([answer, closed])).toBe('answered');
      vi.advanceTimersByTime(10_500);
    }
    vi.advanceTimersByTime(60_000);
    expect(await closed).toBe('closed');
    await usual.close();
    rmSync(folder, { recursive: true });
  });

  it('lets go of half a message also where it asks for no password', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-password-'));
    const hasty = await startDocumentServer({ dataDir: folder, limits: { messageMs: 50 } });
    const socket = connect(hasty.port, '127.0.0.1').on('error', () => undefined);
    socket.write(encodeMessage(1, 0, { ping: 1, $db: 'admin' }).subarray(0, 10));
    await once(socket, 'close');
    await hasty.close();
    rmSync(folder, { recursive: true });
  });
});
