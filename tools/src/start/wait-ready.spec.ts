import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitReady } from './wait-ready.ts';

describe('waitReady', () => {
  let server: http.Server;
  let base: string;
  let ready: { status: number; body: unknown };
  let health: { status: number; body: unknown };
  const never = new AbortController().signal;
  const workerIs = (status: string) => ({
    status: 200,
    body: {
      result: {
        data: { json: { components: [{ name: 'worker', status, detail: 'No worker.' }] } },
      },
    },
  });

  beforeEach(async () => {
    ready = { status: 200, body: { components: [] } };
    health = workerIs('ok');
    server = http.createServer((request, response) => {
      const { status, body } = request.url === '/health/ready' ? ready : health;
      response.writeHead(status).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  it('resolves when the api is ready and a worker was seen', async () => {
    await waitReady(base, { waitMs: 5_000, signal: never });
  });

  it('needs no worker where nothing is checked', async () => {
    health = workerIs('failing');
    await waitReady(base, { waitMs: 5_000, signal: never, needsWorker: false });
  });

  it('waits for a worker and says that it is missing', async () => {
    health = workerIs('failing');
    await expect(waitReady(base, { waitMs: 200, signal: never })).rejects.toThrow(
      'Not ready after 0 s: No worker.',
    );
  });

  it('gives the words of the part that fails', async () => {
    const detail = 'MongoDB does not answer.';
    ready = { status: 503, body: { components: [{ name: 'mongodb', status: 'failing', detail }] } };
    await expect(waitReady(base, { waitMs: 200, signal: never })).rejects.toThrow(detail);
  });

  it('is content with readiness when the api does not answer under the local name', async () => {
    health = { status: 421, body: {} };
    await waitReady(base, { waitMs: 5_000, signal: never });
  });

  it('ends when it is cancelled', async () => {
    health = workerIs('failing');
    const cancelled = AbortSignal.timeout(100);
    await expect(waitReady(base, { waitMs: 20_000, signal: cancelled })).rejects.toThrow();
  });
});
