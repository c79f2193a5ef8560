import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, afterEach, expect, it, onTestFinished } from 'vitest';
import { announce, announcementIn } from './announce.ts';
import { attach } from './attach.ts';

const urls = { mongodb: 'mongodb://127.0.0.1:1', postgres: 'postgres://127.0.0.1:2' };
let dataDir = '';
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'announce-'));
});
afterEach(() => {
  fs.rmSync(dataDir, { recursive: true });
});

/** Servers that end when their last user has left, as the host runs them. */
async function host() {
  let unused = 0;
  const announcement = await announce({ dataDir, urls, onUnused: () => (unused += 1) });
  onTestFinished(() => {
    announcement.withdraw();
    announcement.dismiss();
  });
  return { ...announcement, unused: () => unused };
}

async function attached() {
  const attachment = await attach(dataDir);
  if (!attachment) throw new Error('Nobody is there.');
  return attachment;
}

it('finds nobody in an empty folder, and nobody after the announcement was withdrawn', async () => {
  expect(await attach(dataDir)).toBeNull();
  const { withdraw } = await host();
  expect((await attached()).urls).toEqual(urls);
  withdraw();
  expect(await attach(dataDir)).toBeNull();
});

it('keeps the announcement, which holds a password, from others', async () => {
  await host();
  expect(fs.statSync(announcementIn(dataDir)).mode & 0o077).toBe(0);
});

it('is not used any more when the last of several users has left, in any order', async () => {
  const { unused, dismiss } = await host();
  const [first, second] = [await attached(), await attached()];
  await first.leave();
  expect(unused()).toBe(0);
  const left = second.leave();
  await expect.poll(unused).toBe(1);
  // The last one waits for the end of the servers.
  dismiss();
  await left;
});

it('tells its users when the servers end', async () => {
  const { withdraw, dismiss } = await host();
  const { gone } = await attached();
  withdraw();
  dismiss();
  await gone;
});

it('finds nobody where a killed host left its announcement', async () => {
  const { port, close } = await listening(() => undefined);
  fs.writeFileSync(announcementIn(dataDir), JSON.stringify({ urls, port, id: 'killed' }));
  close();
  expect(await attach(dataDir)).toBeNull();
});

it('finds nobody where another program has got the port meanwhile', async () => {
  const { port } = await listening((socket) => socket.end('220 mail.example.org\r\n'));
  fs.writeFileSync(announcementIn(dataDir), JSON.stringify({ urls, port, id: 'killed' }));
  expect(await attach(dataDir)).toBeNull();
});

it('finds nobody through an announcement that cannot be read', async () => {
  fs.writeFileSync(announcementIn(dataDir), '{"urls":');
  expect(await attach(dataDir)).toBeNull();
});

async function listening(onSocket: (socket: net.Socket) => void) {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => void server.close();
  onTestFinished(close);
  const address = server.address();
  return { port: typeof address === 'object' ? address?.port : 0, close };
}
