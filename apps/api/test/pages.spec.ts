import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer } from './support/open-server.ts';

const HTML = { host: '127.0.0.1:3000', accept: 'text/html,application/xhtml+xml' };

let webFolder: string;
beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'web-'));
  await mkdir(join(webFolder, 'media'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><script src="main.js"></script>');
  await writeFile(join(webFolder, 'main-ABCD1234.js'), 'export {};');
  await writeFile(join(webFolder, 'chunk-V-C4_4Cc.js'), 'export {};');
  await writeFile(join(webFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(webFolder, '.secret'), 'hidden');
});
afterAll(() => rm(webFolder, { recursive: true }));

describe('the web app', () => {
  it.each([
    '/',
    '/index.html',
    '/targets/0123456789abcdef01234567',
    '/alerts?state=open',
    '/a.b/c',
  ])('is served at %s, never from a cache unasked', async (url) => {
    const { server } = await openServer({ webFolder });
    const { statusCode, body, headers } = await server.inject({ url, headers: HTML });
    expect(statusCode).toBe(200);
    expect(body).toContain('<script');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  });

  it('is served at / to clients that do not say what they accept', async () => {
    const { server } = await openServer({ webFolder });
    const { statusCode } = await server.inject({ url: '/', headers: { host: HTML.host } });
    expect(statusCode).toBe(200);
  });

  it.each([
    ['/main-ABCD1234.js', 'public, max-age=31536000, immutable'],
    ['/chunk-V-C4_4Cc.js', 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 'no-cache'],
  ])('lets browsers keep %s like this: %s', async (url, cacheControl) => {
    const { server } = await openServer({ webFolder });
    const { statusCode, headers } = await server.inject({ url, headers: HTML });
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe(cacheControl);
  });

  it.each(['/main-00000000.js', '/.secret', '/media/', '/media', '/nothing.json'])(
    'has no file %s',
    async (url) => {
      const { server } = await openServer({ webFolder });
      const { statusCode, body } = await server.inject({ url, headers: { host: HTML.host } });
      expect(statusCode).toBe(404);
      expect(JSON.parse(body)).toEqual({
        error: { code: 'NOT_FOUND', message: 'There is nothing at this address.' },
      });
    },
  );

  it.each(['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/%00'])(
    'does not lead out of its folder: %s',
    async (url) => {
      const { server } = await openServer({ webFolder });
      const { statusCode, body } = await server.inject({ url, headers: { host: HTML.host } });
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(statusCode).toBeLessThan(500);
      expect(body).not.toContain('root:');
    },
  );

  it.each(['/trpc', '/trpc/a/b', '/health/nothing', '/metrics/x', '/badge/x/status.svg'])(
    'does not take the place of %s',
    async (url) => {
      const { server } = await openServer({ webFolder });
      const { statusCode, headers } = await server.inject({ url, headers: HTML });
      expect(statusCode).toBe(404);
      expect(headers['content-type']).toContain('application/json');
    },
  );

  it('says how to build it when it is not there', async () => {
    const { server } = await openServer({ webFolder: join(webFolder, 'missing') });
    const { statusCode, body } = await server.inject({ url: '/targets', headers: HTML });
    expect(statusCode).toBe(503);
    expect(body).toContain('npm start');
  });
});

describe('security headers', () => {
  it.each(['/', '/main-ABCD1234.js', '/health/live', '/metrics', '/trpc/nope', '/nothing.json'])(
    'come with %s',
    async (url) => {
      const { server } = await openServer({ webFolder });
      const { headers } = await server.inject({ url, headers: { host: HTML.host } });
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;" +
          "connect-src 'self';font-src 'self';manifest-src 'self';base-uri 'self';form-action 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types angular angular#components angular#bundler",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it('ask for TLS only when people use TLS', async () => {
    const { server } = await openServer({ publicUrl: 'https://status.example.org' });
    const { headers } = await server.inject({ url: '/health/live' });
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
  });
});
