import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '@app/embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readEvents } from './support/read-events.ts';
import { startApi } from './support/start-api.ts';

async function occupy(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const AWAY = {
  MONGODB_URI: 'mongodb://127.0.0.1:9/netumo',
  POSTGRES_URL: 'postgres://netumo:hunter22@127.0.0.1:9/netumo',
};

/** A start takes a second, and several on a busy machine. */
const within = { timeout: 30_000 };
vi.setConfig({ testTimeout: 90_000 });

describe('the process', () => {
  it('lists wrong settings and ends with 1', async () => {
    const api = startApi({ PORT: 'x', SMTP_URL: 'hunter22' });
    expect(await api.exited).toBe(1);
    expect(api.stderr()).toBe(
      [
        'The settings are not usable:',
        '  - PORT must be a whole number from 1 to 65535, not "x".',
        '  - SMTP_URL must be an address that starts with smtp:// or smtps://.',
        '',
      ].join('\n'),
    );
  });

  it('says that it needs databases and ends with 1', async () => {
    const api = startApi({});
    expect(await api.exited).toBe(1);
    expect(api.stderr()).toMatch(/^The api needs MONGODB_URI and POSTGRES_URL\..*\n$/);
  });

  it('names a port that is in use in one line and ends with 1', async () => {
    const port = await occupy();
    const api = startApi({ ...AWAY, PORT: String(port) });
    expect(await api.exited).toBe(1);
    expect(api.stderr()).toBe(
      `Port ${port} at 127.0.0.1 is in use by another program. Stop that program, or set PORT to a free one.\n`,
    );
  });

  it('answers while its databases are away, comes back with them, and stops with clients connected', async () => {
    const port = await freePort();
    const mongoPort = await freePort();
    const api = startApi({
      ...AWAY,
      MONGODB_URI: `mongodb://127.0.0.1:${mongoPort}/netumo`,
      PORT: String(port),
    });
    const base = `http://127.0.0.1:${port}`;
    const statusOf = (path: string): Promise<number> =>
      fetch(base + path).then(
        ({ status }) => status,
        () => 0,
      );
    const parts = async (): Promise<string> => {
      const response = await fetch(`${base}/health/ready`);
      const health = (await response.json()) as { components: { name: string; status: string }[] };
      return health.components.map(({ name, status }) => `${name} ${status}`).join(', ');
    };

    await expect.poll(() => statusOf('/health/live'), within).toBe(200);
    expect(await statusOf('/health/ready')).toBe(503);
    expect(await parts()).toBe('mongodb failing, postgres failing');
    expect(await statusOf('/trpc/targets.list')).toBe(503);
    expect(await statusOf('/trpc/system.health')).toBe(200);

    const aboutMongo = (): string[] =>
      api.lines().flatMap(({ msg, level }) => (msg.includes('MongoDB') ? [level] : []));
    await expect.poll(aboutMongo, within).toEqual(['warn']);

    const dataDir = await mkdtemp(join(tmpdir(), 'netumo-api-'));
    const mongo = await startDocumentServer({ dataDir, port: mongoPort });
    onTestFinished(async () => {
      await mongo.close();
      await rm(dataDir, { recursive: true });
    });
    await expect.poll(parts, within).toBe('mongodb ok, postgres failing');
    expect(await statusOf('/trpc/targets.list')).toBe(200);
    // The log is written by a look of its own, a little later.
    await expect.poll(aboutMongo, within).toEqual(['warn', 'info']);

    const stream = readEvents(`${base}/trpc/live.events`);
    await stream.connected;
    api.kill('SIGTERM');
    expect(await api.exited).toBe(0);
    await stream.ended;
    expect(api.stderr()).toBe('');
    expect(api.stdout()).not.toContain('hunter22');
    expect(aboutMongo()).toEqual(['warn', 'info']);
  });

  it('warns when others can reach it', async () => {
    const api = startApi({ ...AWAY, HOST: '0.0.0.0', PORT: String(await freePort()) });
    await expect.poll(() => api.stdout(), within).toContain('there is no login');
    expect(api.lines().find(({ msg }) => msg === 'api started')).toMatchObject({
      egress: 'public-only',
    });
  });
});
