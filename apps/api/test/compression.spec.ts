import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEncoding } from '../src/plugins/compress-answer.ts';
import { openProduct, type TestProduct } from './support/open-product.ts';
import { call, openServer } from './support/open-server.ts';

const HOST = '127.0.0.1:3000';
const SCRIPT = 'export {};';

describe('a file of the web app', () => {
  let webFolder: string;
  beforeAll(async () => {
    webFolder = await mkdtemp(join(tmpdir(), 'web-'));
    const write = (name: string, text: string) => writeFile(join(webFolder, name), text);
    await write('index.html', '<!doctype html>');
    await write('main-ABCD1234.js', SCRIPT);
    await write('main-ABCD1234.js.br', 'brotli');
    await write('main-ABCD1234.js.gz', 'gzip');
    await write('small-ABCD1234.js', SCRIPT);
    await write('preload.json', JSON.stringify({ '': ['page-ABCD1234.js'] }));
  });
  afterAll(() => rm(webFolder, { recursive: true }));

  const get = async (url: string, accepted?: string) => {
    const { server } = await openServer({ webFolder });
    const headers = { host: HOST, accept: 'text/html' };
    return await server.inject({
      url,
      headers: accepted === undefined ? headers : { ...headers, 'accept-encoding': accepted },
    });
  };

  it.each([
    ['gzip, deflate, br', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    ['identity', undefined, SCRIPT],
    [undefined, undefined, SCRIPT],
  ])('comes as the build has compressed it, for %s: %s', async (accepted, encoding, body) => {
    const answer = await get('/main-ABCD1234.js', accepted);
    expect(answer.body).toBe(body);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-type']).toMatch(/javascript/);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
  });

  it('comes as it is where it was too small to be compressed', async () => {
    const answer = await get('/small-ABCD1234.js', 'br');
    expect(answer.body).toBe(SCRIPT);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('is named beside the page that needs it', async () => {
    expect((await get('/')).headers.link).toBe('</page-ABCD1234.js>; rel=modulepreload');
    expect((await get('/alerts')).headers.link).toBeUndefined();
  });
});

describe('an answer', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await openProduct();
  });
  afterAll(() => product.stores.close());

  const list = async (headers: Record<string, string>) => {
    const { server } = await openServer(product.options);
    for (const name of ['one', 'two', 'three', 'four']) {
      await call(server, 'POST', 'targets.create', { url: `http://127.0.0.1:8080/${name}` });
    }
    const input = encodeURIComponent(JSON.stringify({ 0: { json: {} }, 1: { json: {} } }));
    return await server.inject({
      url: `/trpc/targets.list,alerts.list?batch=1&input=${input}`,
      headers: { host: HOST, ...headers },
    });
  };

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is compressed with %s for who takes it', async (encoding, unpack) => {
    const plain = await list({});
    const packed = await list({ 'accept-encoding': encoding });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers.vary).toMatch(/accept-encoding/);
    expect(JSON.parse(unpack(packed.rawPayload).toString())).toEqual(JSON.parse(plain.body));
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  });

  it('is compressed as a stream of answers too', async () => {
    const stream = { 'trpc-accept': 'application/jsonl' };
    const packed = await list({ ...stream, 'accept-encoding': 'br' });
    expect(packed.headers['content-encoding']).toBe('br');
    const lines = brotliDecompressSync(packed.rawPayload).toString().trim().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(() => lines.map((line) => JSON.parse(line) as unknown)).not.toThrow();
  });

  it('keeps its status, and stays plain while it is short', async () => {
    const { server } = await openServer(product.options);
    const input = encodeURIComponent(JSON.stringify({ json: { id: '0'.repeat(24) } }));
    const answer = await server.inject({
      url: `/trpc/targets.get?input=${input}`,
      headers: { host: HOST, 'accept-encoding': 'br' },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body).toContain('NOT_FOUND');
  });
});

describe('chooseEncoding', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['gzip;q=0', null],
    ['br;q=0, gzip', 'gzip'],
    ['gzip, br;q=0.5', 'br'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['*;q=0', null],
    [['deflate', 'gzip'], 'gzip'],
  ])('for %j is %s', (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding);
  });
});
