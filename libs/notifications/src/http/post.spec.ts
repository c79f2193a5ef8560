import { createEgressGuard, LookupError, type Resolver } from '@app/platform';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering, startFakeProvider, type FakeProvider } from '../testing/fake-provider.ts';
import { ALLOW_PRIVATE, PUBLIC_ONLY } from '../testing/samples.ts';
import { createHttpPoster } from './post.ts';

const userAgent = 'mini-netumo/test';
const open = createEgressGuard({ policy: ALLOW_PRIVATE });

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(async () => {
  await provider.close();
});

const request = (url: string, signal: AbortSignal = new AbortController().signal) => ({
  url,
  headers: { 'idempotency-key': 'k1' },
  body: '{"a":"ü"}',
  signal,
});

const post = createHttpPoster({ guard: open, userAgent });
const impatientPost = createHttpPoster({ guard: open, userAgent, deadlineMs: 200 });

/** A TCP server that treats each connection as told; answers its address. */
const listen = async (onSocket: (socket: Socket) => void) => {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, close: () => server.close() };
};

describe('createHttpPoster', () => {
  it('sends one JSON body with its headers', async () => {
    provider.answer = answering(202, 'thanks', { 'retry-after': '7' });
    expect(await post(request(`${provider.origin}/hook/a%20b?x=1`))).toEqual({
      kind: 'answered',
      status: 202,
      retryAfter: '7',
      body: 'thanks',
    });
    expect(provider.received).toHaveLength(1);
    expect(provider.received[0]).toMatchObject({
      path: '/hook/a%20b?x=1',
      body: '{"a":"ü"}',
      headers: {
        'content-type': 'application/json',
        'content-length': '10',
        'idempotency-key': 'k1',
        'user-agent': userAgent,
      },
    });
  });

  it('does not follow a redirect', async () => {
    provider.answer = answering(302, '', { location: `${provider.origin}/elsewhere` });
    expect(await post(request(provider.origin))).toMatchObject({ kind: 'answered', status: 302 });
    expect(provider.received).toHaveLength(1);
  });

  it('reads an endless answer to 64 KiB and closes', async () => {
    let isClosed = false;
    provider.answer = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(16_384)), 1);
      response.on('close', () => {
        isClosed = true;
        clearInterval(timer);
      });
    };
    // A deadline beyond the time limit of the test: only the limit of the answer can end this.
    const patientPost = createHttpPoster({ guard: open, userAgent, deadlineMs: 60_000 });
    const answer = await patientPost(request(provider.origin));
    expect(answer.kind === 'answered' && answer.body.length).toBe(65_536);
    await expect.poll(() => isClosed).toBe(true);
  });

  it.each([
    ['chunks of one byte', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\na\r\n'],
    ['an extension of a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;', 'eeee'],
    ['interim answers', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('ends %s without an end', async (_what, start, piece) => {
    const block = piece.repeat(Math.ceil(65_536 / piece.length));
    const server = await listen((socket) => {
      const write = (): void => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on('error', () => undefined);
      socket.on('drain', write);
      socket.once('data', () => {
        socket.write(start);
        write();
      });
    });
    const patientPost = createHttpPoster({ guard: open, userAgent, deadlineMs: 60_000 });
    const answer = await patientPost(request(server.url));
    server.close();
    // What the status line said is believed; without one the message is tried again.
    expect(answer.kind).toBe(start === '' ? 'failed' : 'answered');
  });

  it('believes the status line when the body breaks off', async () => {
    provider.answer = (response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('part');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await post(request(provider.origin))).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('gives up on silence at its deadline', async () => {
    provider.answer = () => undefined;
    expect(await impatientPost(request(provider.origin))).toEqual({
      kind: 'failed',
      failure: { why: 'timeout', withinMs: 200 },
      isUnanswered: true,
    });
  });

  it('waits for as long as it is told', async () => {
    provider.answer = () => undefined;
    const patientPost = createHttpPoster({ guard: open, userAgent, deadlineMs: 60_000 });
    expect(await patientPost({ ...request(provider.origin), timeoutMs: 200 })).toEqual({
      kind: 'failed',
      failure: { why: 'timeout', withinMs: 200 },
      isUnanswered: true,
    });
  });

  it('rejects with the reason of its caller', async () => {
    const controller = new AbortController();
    const reason = new Error('shutting down');
    provider.answer = () => {
      controller.abort(reason);
    };
    await expect(post(request(provider.origin, controller.signal))).rejects.toBe(reason);
    await expect(post(request(provider.origin, controller.signal))).rejects.toBe(reason);
  });

  it('says that nobody listens', async () => {
    const { url, close } = await listen(() => undefined);
    close();
    expect(await post(request(url))).toEqual({ kind: 'failed', failure: { why: 'refused' } });
  });

  it('says that the connection was closed without an answer', async () => {
    const { url, close } = await listen((socket) => {
      socket.on('data', () => socket.resetAndDestroy()).on('error', () => undefined);
    });
    const answer = await post(request(url));
    close();
    expect(answer).toEqual({
      kind: 'failed',
      failure: { why: 'closed' },
      isUnanswered: true,
    });
  });

  it('says that the answer is not HTTP', async () => {
    const { url, close } = await listen((socket) => {
      socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.9\r\n');
    });
    const answer = await post(request(url));
    close();
    expect(answer).toEqual({ kind: 'failed', failure: { why: 'not-http' } });
  });

  it.each([
    ['0', '1.5', 1_500],
    ['0', '9999', 60_000],
    ['3', '1.5', undefined],
    ['0', 'soon', undefined],
  ])('says how long nothing more is taken: %s left for %s s', async (left, resets, pauseMs) => {
    provider.answer = answering(204, '', {
      'x-ratelimit-remaining': left,
      'x-ratelimit-reset-after': resets,
    });
    const answer = await post(request(provider.origin));
    expect(answer.kind === 'answered' && answer.pauseMs).toBe(pauseMs);
  });

  it('says that TLS does not work', async () => {
    const url = provider.origin.replace('http:', 'https:');
    expect(await post(request(url))).toMatchObject({
      kind: 'failed',
      failure: { why: 'no-tls' },
    });
  });

  it.each([
    ['does not exist', 'ENOTFOUND', 'no-name'],
    ['is not answered', 'ESERVFAIL', 'no-dns'],
    ['is met by silence', 'ETIMEOUT', 'no-dns'],
  ])('says that a name %s', async (_what, code, why) => {
    const resolver: Resolver = (host) =>
      Promise.reject(new LookupError(host, code, { fault: 'name' }));
    const lost = createHttpPoster({
      guard: createEgressGuard({ policy: PUBLIC_ONLY, resolver }),
      userAgent,
    });
    expect(await lost(request('https://gone.example/'))).toEqual({
      kind: 'failed',
      failure: { why },
    });
  });

  it('never connects to a denied address behind an innocent name', async () => {
    const resolver: Resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const guarded = createHttpPoster({
      guard: createEgressGuard({ policy: PUBLIC_ONLY, resolver }),
      userAgent,
    });
    const { port } = new URL(provider.origin);
    expect(await guarded(request(`http://innocent.example:${port}/`))).toMatchObject({
      kind: 'denied',
      fault: { is: 'private', name: 'innocent.example', host: '127.0.0.1' },
    });
    expect(provider.received).toHaveLength(0);
  });
});
