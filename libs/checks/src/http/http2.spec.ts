import { once } from 'node:events';
import { createSecureServer, type SecureServerOptions, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { issue, type TestCertificate } from '../testing/certificates.ts';
import { probe, type ProbeExample } from '../testing/probe.ts';
import { page, startTlsServer } from '../testing/server.ts';

let leaf: TestCertificate;

beforeAll(async () => {
  leaf = await issue({ name: 'good.example', names: [{ type: 'dns', value: 'good.example' }] });
});

type Answer = (stream: ServerHttp2Stream, headers: NodeJS.Dict<string | string[]>) => unknown;

/** A server of HTTP/2 only, unless its options say otherwise. */
async function probeHttp2(
  answer: Answer,
  { options = {}, ...example }: ProbeExample & { options?: SecureServerOptions } = {},
) {
  const server = createSecureServer({ key: leaf.key, cert: leaf.cert, ...options });
  const sessions = new Set<{ destroy: () => void }>();
  server.on('session', (session) => {
    sessions.add(session);
  });
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    answer(stream, headers);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return probe(`https://good.example:${port}/end?`, { trustedRoots: [leaf.cert], ...example });
}

const fine: Answer = (stream) => {
  stream.respond({ ':status': 200, 'content-type': 'text/plain' });
  stream.end('all well');
};

describe('a site that speaks HTTP/2 only', () => {
  it('is up, and the evidence says how', async () => {
    const result = await probeHttp2(fine, { contains: 'all well' });
    expect(result).toMatchObject({
      outcome: 'ok',
      statusCode: 200,
      httpVersion: '2',
      attempts: 1,
      address: '127.0.0.1',
    });
    const { phases, latencyMs } = result;
    const sum = Object.values(phases).reduce<number>((all, ms) => all + (ms ?? 0), 0);
    expect(latencyMs).toBeCloseTo(sum, 6);
  });

  it('is not told what belongs to a connection of HTTP/1.1', async () => {
    const headers = { 'http2-settings': 'AAMAAABk', upgrade: 'h2c', 'x-own': 'kept', te: 'gzip' };
    let seen: NodeJS.Dict<string | string[]> = {};
    const result = await probeHttp2(
      (stream, received) => {
        seen = received;
        fine(stream, received);
      },
      { headers },
    );
    expect(result.outcome).toBe('ok');
    expect(seen).toMatchObject({ 'x-own': 'kept' });
    expect(Object.keys(seen).filter((name) => name !== 'x-own' && name in headers)).toEqual([]);
  });

  it('is asked as others are', async () => {
    let seen: NodeJS.Dict<string | string[]> = {};
    let body = '';
    await probeHttp2(
      (stream, headers) => {
        seen = headers;
        stream.on('data', (chunk) => {
          body += String(chunk);
        });
        stream.on('end', () => {
          fine(stream, headers);
        });
      },
      { method: 'POST', body: 'a=1', headers: { 'X-Key': 'b' } },
    );
    expect(seen).toMatchObject({ ':method': 'POST', ':path': '/end?', 'x-key': 'b' });
    expect(seen['user-agent']).toContain('mini-netumo');
    expect(body).toBe('a=1');
  });

  it('is judged as others are', async () => {
    const status = await probeHttp2((stream) => {
      stream.respond({ ':status': 503 }, { endStream: true });
    });
    expect(status).toMatchObject({ statusCode: 503, failure: { class: 'status' } });
    const text = await probeHttp2(fine, { contains: 'hello' });
    expect(text.failure).toMatchObject({ code: 'TEXT_MISSING' });
    const cut = await probeHttp2((stream) => {
      stream.respond({ ':status': 200, 'content-length': '100' });
      stream.write('all well', () => {
        stream.close(2);
      });
    });
    expect(cut.failure).toMatchObject({ class: 'protocol', code: 'BODY_INCOMPLETE' });
  });

  it('may send early hints and many cookies, and redirect', async () => {
    const result = await probeHttp2(
      (stream, headers) => {
        if (headers[':path'] !== '/next') {
          stream.respond(
            { ':status': 302, location: '/next', 'set-cookie': ['a=1', 'b=2'] },
            { endStream: true },
          );
          return;
        }
        stream.additionalHeaders({ ':status': 103, link: '</a>' });
        stream.respond({
          ':status': 200,
          'set-cookie': Array.from({ length: 300 }, (_, index) => `c${index}=${'x'.repeat(100)}`),
        });
        stream.end(String(headers['cookie']));
      },
      { contains: 'a=1; b=2' },
    );
    expect(result).toMatchObject({ outcome: 'ok', httpVersion: '2' });
  });

  it('must answer in time', async () => {
    const { failure } = await probeHttp2(() => undefined, { timeoutMs: 1_000 });
    expect(failure).toMatchObject({ class: 'timeout', code: 'first-byte' });
  });

  it('breaks off: the words say so', async () => {
    const { failure } = await probeHttp2((stream) => {
      stream.close(2);
    });
    expect(failure).toMatchObject({ class: 'protocol', code: 'PROTOCOL' });
    expect(failure?.message).toContain('HTTP/2');
  });
});

describe('HTTP/1.1', () => {
  it('is spoken where both are offered, without a word in the evidence', async () => {
    const { key, cert } = leaf;
    const server = await startTlsServer(
      { key, cert, ALPNProtocols: ['h2', 'http/1.1'] },
      page('all well'),
    );
    const url = `https://good.example:${server.port}/`;
    const result = await probe(url, { trustedRoots: [leaf.cert] });
    expect(result).toMatchObject({ outcome: 'ok' });
    expect(result).not.toHaveProperty('httpVersion');
    expect(server.connections()).toBe(1);
  });

  it('stays the verdict where HTTP/2 brings nothing', async () => {
    const { key, cert } = leaf;
    const server = await startTlsServer({ key, cert }, page('', '505 Version'));
    const url = `https://good.example:${server.port}/`;
    const { failure } = await probe(url, { trustedRoots: [leaf.cert] });
    expect(failure).toMatchObject({ class: 'status', code: '505' });
  });
});
