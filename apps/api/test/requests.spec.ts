import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type { TLSSocket } from 'node:tls';
import { join } from 'node:path';
import { parseCidrList } from '@app/domain';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createReload } from '../src/tls/create-tls-server.ts';
import { call, openServer, servicesWith } from './support/open-server.ts';

const HOST = '127.0.0.1:3000';
const health = () => Promise.resolve({ status: 'ok' as const, components: [] });
const services = servicesWith({ health });

describe('what a browser says of the page that asks', () => {
  it.each([
    ['cross-site', '/trpc/system.health', 403],
    ['same-site', '/trpc/system.health', 403],
    ['cross-site', '/metrics', 403],
    ['same-origin', '/trpc/system.health', 200],
    ['none', '/trpc/system.health', 200],
    [undefined, '/trpc/system.health', 200],
    ['cross-site', '/health/live', 200],
    ['cross-site', '/', 503],
  ])('%s for %s gives %i', async (site, url, status) => {
    const { server } = await openServer({ services });
    const headers = { host: HOST, ...(site && { 'sec-fetch-site': site }) };
    expect((await server.inject({ url, headers })).statusCode).toBe(status);
  });

  it('lets origins of CORS_ORIGINS ask, and no others', async () => {
    const { server } = await openServer({ services, corsOrigins: ['https://wall.example'] });
    const ask = (origin: string, method: 'GET' | 'OPTIONS' = 'GET') =>
      server.inject({
        method,
        url: '/trpc/system.health',
        headers: {
          host: HOST,
          origin,
          'sec-fetch-site': 'cross-site',
          ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }),
        },
      });
    const good = await ask('https://wall.example');
    expect(good.statusCode).toBe(200);
    expect(good.headers['access-control-allow-origin']).toBe('https://wall.example');
    const preflight = await ask('https://wall.example', 'OPTIONS');
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('content-type');
    const bad = await ask('https://evil.example');
    expect(bad.statusCode).toBe(403);
    expect(bad.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('figures and details', () => {
  const failing = { name: 'postgres', status: 'failing', detail: 'PostgreSQL is away.' } as const;
  const ask = async (url: string, from: string, host = HOST) => {
    const { server } = await openServer({
      readiness: () => Promise.resolve([failing]),
      metricsAllow: parseCidrList('10.0.0.0/8, 127.0.0.0/8') ?? [],
    });
    return await server.inject({ url, headers: { host }, remoteAddress: from });
  };

  it.each([
    ['127.0.0.1', HOST],
    ['10.1.2.3', 'api:3000'],
    ['10.1.2.3', '10.9.9.9:3000'],
    ['10.1.2.3', 'api.monitoring.svc.cluster.local'],
  ])('are shown to %s, asking for %s', async (from, host) => {
    expect((await ask('/metrics', from, host)).statusCode).toBe(200);
    expect((await ask('/health/ready', from, host)).body).toContain('PostgreSQL');
  });

  it.each([
    ['192.0.2.7', HOST],
    ['127.0.0.1', 'rebound.example'],
  ])('are hidden from %s, asking for %s', async (from, host) => {
    expect((await ask('/metrics', from, host)).statusCode).toBe(403);
    const { statusCode, body } = await ask('/health/ready', from, host);
    expect(statusCode).toBe(503);
    expect(JSON.parse(body)).toEqual({ status: 'failing', components: [] });
  });
});

describe('an error', () => {
  it('lists at most ten unknown names, shortened', async () => {
    const { server } = await openServer({ services });
    const more = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, i) => [`${'k'.repeat(30)}${i}`, 1]),
    );
    const { status, error } = await call(server, 'POST', 'targets.pause', { id: 'x', ...more });
    expect(status).toBe(400);
    expect(JSON.stringify(error).length).toBeLessThan(3_000);
    expect(error?.message).toContain('and 4990 more');
    expect(JSON.stringify(error).match(/k{30}/g)?.length).toBeLessThanOrEqual(20);
  });

  it('is small, whatever a batch of twenty asks for', async () => {
    const { server } = await openServer({ services });
    const paths = Array.from({ length: 20 }, (_, i) => `${'p'.repeat(90)}${i}`).join(',');
    const { body } = await server.inject({
      url: `/trpc/${paths}?batch=1`,
      headers: { host: HOST },
    });
    expect(body.length).toBeLessThan(16_000);
    expect(body).not.toMatch(/stack|node_modules/);
  });
});

describe('https', () => {
  const makePair = (folder: string, name: string) => {
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    execFileSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${name} -keyout ${keyFile} -out ${certFile}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    return { certFile, keyFile };
  };

  it('shows its certificate and HSTS, and a renewed one without a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const files = makePair(folder, 'first');
    const { server } = await openServer({ services, tls: files });
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const ask = () =>
      new Promise<{ name: unknown; hsts: unknown }>((resolve, reject) => {
        request(
          {
            host: '127.0.0.1',
            port,
            path: '/health/live',
            rejectUnauthorized: false,
            agent: false,
          },
          (response) => {
            const { socket, headers } = response;
            const { subject } = (socket as TLSSocket).getPeerCertificate();
            response.resume();
            resolve({ name: subject.CN, hsts: headers['strict-transport-security'] });
          },
        )
          .on('error', reject)
          .end();
      });
    const first = await ask();
    expect(first.name).toBe('first');
    expect(first.hsts).toContain('max-age');
    const log = { info: vi.fn(), warn: vi.fn() };
    const reload = createReload(server.server as Server, { files, log }, EMPTY);
    makePair(folder, 'second');
    await reload();
    expect((await ask()).name).toBe('second');
    rmSync(files.keyFile);
    await reload();
    expect((await ask()).name).toBe('second');
    expect(log.info).toHaveBeenCalledOnce();
  });
});

const EMPTY = { cert: Buffer.alloc(0), key: Buffer.alloc(0) };
