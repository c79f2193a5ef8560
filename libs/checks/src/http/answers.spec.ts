import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { probe, type ProbeExample } from '../testing/probe.ts';
import { page, send, startServer, type Script } from '../testing/server.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const HTML = '<b>oops</b>';

const continueThenPage: Script = (socket, request, number) => {
  socket.write('HTTP/1.1 100 Continue\r\n\r\n');
  page('ok')(socket, request, number);
};

/** Cases of the corpus class `response` that a plain HTTP server can play. */
const CASES: [
  id: string,
  what: string,
  script: Script,
  expected: object,
  example?: ProbeExample,
][] = [
  [
    'response-006',
    'a reset after the request',
    (socket) => socket.resetAndDestroy(),
    { outcome: 'failed', failure: { class: 'reset', code: 'CONNECTION_RESET' } },
  ],
  [
    'response-007',
    'an end after the request',
    (socket) => socket.end(),
    { outcome: 'failed', failure: { class: 'reset', code: 'EMPTY_RESPONSE' } },
  ],
  [
    'response-016',
    'a body shorter than announced',
    send(`${OK}content-length: 100\r\n\r\nhello`),
    { statusCode: null, failure: { class: 'protocol', code: 'BODY_INCOMPLETE' } },
  ],
  [
    'response-016b',
    'a chunked body without its end',
    send(`${OK}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`),
    { failure: { class: 'protocol', code: 'BODY_INCOMPLETE' } },
  ],
  [
    'response-017',
    'a body longer than announced',
    send(`${OK}content-length: 5\r\n\r\nhello${'x'.repeat(95)}`),
    { outcome: 'ok' },
    { contains: 'hello' },
  ],
  [
    'response-018',
    'two different lengths',
    send(`${OK}content-length: 5\r\ncontent-length: 6\r\n\r\nhello`),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  [
    'response-019',
    'length and chunks at once',
    send(`${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  [
    'response-021',
    'a monstrous chunk size',
    send(`${OK}transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx`),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  [
    'response-026',
    '4,000 cookies',
    send(`${OK}${'set-cookie: a=b\r\n'.repeat(4_000)}content-length: 0\r\n\r\n`),
    { outcome: 'ok' },
  ],
  [
    'response-026b',
    'one header of a megabyte',
    send(`${OK}x-long: ${'x'.repeat(1_000_000)}\r\n\r\n`),
    { failure: { class: 'too-large', code: 'HEADERS_TOO_LARGE' } },
  ],
  [
    'response-027',
    'a header named __proto__',
    page('hello', '200 OK', ['__proto__: x', 'constructor: y']),
    { outcome: 'ok' },
  ],
  [
    'response-029',
    'NUL in a header',
    send(`${OK}x-a: b\0c\r\ncontent-length: 0\r\n\r\n`),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  ['response-031', 'HTTP/0.9', send('<html>hi</html>'), { failure: { class: 'protocol' } }],
  [
    'response-031b',
    'the banner of an SSH server',
    send('SSH-2.0-OpenSSH_9.2\r\n'),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  [
    'response-035',
    'status 99',
    page('', '99 Low'),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  [
    'response-036',
    'status 600',
    page('', '600 High'),
    { outcome: 'failed', statusCode: 600, failure: { class: 'status', code: '600' } },
  ],
  [
    'response-037',
    'status 999',
    page('', '999 Go away'),
    { outcome: 'failed', statusCode: 999, failure: { class: 'status', code: '999' } },
  ],
  ['response-038', 'status "abc"', page('', 'abc OK'), { failure: { class: 'protocol' } }],
  [
    'response-039',
    'HTML as reason phrase',
    page('', `500 ${HTML}`),
    {
      statusCode: 500,
      failure: { message: 'Answered 500 Internal Server Error, expected 200-399.' },
    },
  ],
  [
    'response-040',
    '100 Continue that nobody asked for',
    continueThenPage,
    { outcome: 'ok', statusCode: 200 },
  ],
  ['response-043', '204 with a body', page('hello', '204 No Content'), { statusCode: 204 }],
  [
    'response-044',
    '304',
    send('HTTP/1.1 304 Not Modified\r\n\r\n'),
    { outcome: 'ok', statusCode: 304 },
  ],
  [
    'response-045',
    '401 with a challenge',
    page('', '401 Unauthorized', ['www-authenticate: Negotiate']),
    { outcome: 'failed', statusCode: 401 },
  ],
  [
    'response-047',
    '429 with Retry-After',
    page('', '429 Too Many Requests', ['retry-after: 3600']),
    { outcome: 'slow', statusCode: 429, attempts: 1 },
  ],
  [
    'response-057',
    'HTTP/2 frames',
    send(Buffer.from('000012040000000000000300000064000400100000', 'hex')),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
  [
    'response-101',
    'an upgrade that nobody asked for',
    send('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
    { failure: { class: 'protocol', code: 'PROTOCOL' } },
  ],
];

describe('broken and unusual answers', () => {
  it.each(CASES)('%s: %s', async (_id, _what, script, expected, example) => {
    const server = await startServer(script);
    const result = await probe(`${server.origin}/`, { timeoutMs: 3_000, ...example });
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toContain(HTML);
    await expect.poll(server.open).toBe(0);
  });

  it('response-023: trailers of a megabyte end within the deadline', async () => {
    const trailers = 'x-t: '.concat('y'.repeat(1_000), '\r\n').repeat(1_000);
    const server = await startServer(
      send(`${OK}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n${trailers}\r\n`),
    );
    const result = await probe(`${server.origin}/`, { timeoutMs: 3_000 });
    expect(result.failure).toMatchObject({ class: 'too-large', code: 'HEADERS_TOO_LARGE' });
  });

  it.each([
    ['an announced length', 'content-length: 100\r\n\r\nhello'],
    ['chunks', 'transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['chunks, in the middle of one', 'transfer-encoding: chunked\r\n\r\n50\r\nhello'],
    ['a broken gzip stream', 'content-encoding: gzip\r\ncontent-length: 100\r\n\r\n\x1f\x8b'],
  ])('response-008: with %s a reset in the body is judged as an end is', async (_what, start) => {
    for (const example of [{}, { contains: 'hello' }, { notContains: 'error' }]) {
      for (const end of ['reset', 'end'] as const) {
        const server = await startServer(async (socket) => {
          socket.write(`${OK}${start}`, 'latin1');
          await wait(20);
          if (end === 'reset') socket.resetAndDestroy();
          else socket.end();
        });
        const { outcome, failure } = await probe(`${server.origin}/`, example);
        expect(outcome).toBe('failed');
        expect(failure).toMatchObject({ class: 'protocol', code: 'BODY_INCOMPLETE' });
      }
    }
  });

  it('a reset ends a body whose end only the connection tells, as an end does', async () => {
    const server = await startServer(async (socket) => {
      socket.write(`${OK}\r\nhello`);
      await wait(20);
      socket.resetAndDestroy();
    });
    expect(await probe(`${server.origin}/`, { contains: 'hello' })).toMatchObject({
      outcome: 'ok',
    });
  });
});

describe('silence', () => {
  it('response-004: an answer that never begins is a timeout at the first byte', async () => {
    const server = await startServer(() => undefined);
    const result = await probe(`${server.origin}/`, { timeoutMs: 1_000 });
    expect(result).toMatchObject({
      outcome: 'failed',
      latencyMs: null,
      attempts: 1,
      failure: {
        class: 'timeout',
        code: 'first-byte',
        message: 'No answer within 1 s (waiting for the first byte).',
      },
    });
    await expect.poll(server.open).toBe(0);
  });

  it('response-002: a body that drips for ever ends at the deadline', async () => {
    const server = await startServer(async (socket) => {
      socket.write(`${OK}content-length: 1000000\r\n\r\n`);
      while (!socket.destroyed) {
        socket.write('x');
        await wait(50);
      }
    });
    const result = await probe(`${server.origin}/`, { timeoutMs: 1_000 });
    expect(result.failure).toMatchObject({ class: 'timeout', code: 'transfer' });
    await expect.poll(server.open).toBe(0);
  });

  it('an answer that begins and stops in its head is a timeout of the transfer', async () => {
    const server = await startServer((socket) => socket.write(OK));
    const result = await probe(`${server.origin}/`, { timeoutMs: 1_000 });
    expect(result.failure).toMatchObject({ class: 'timeout', code: 'transfer' });
    expect(result.phases.transferMs).toBeGreaterThan(500);
    await expect.poll(server.open).toBe(0);
  });

  it('response-041: endless early hints end at the deadline', async () => {
    const server = await startServer(async (socket) => {
      while (!socket.destroyed) {
        socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
        await wait(20);
      }
    });
    const result = await probe(`${server.origin}/`, { timeoutMs: 1_000 });
    expect(result.failure).toMatchObject({ class: 'timeout', code: 'first-byte' });
    await expect.poll(server.open).toBe(0);
  });

  it('a few early hints before the answer do no harm', async () => {
    const server = await startServer((socket, request, number) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(3));
      page('ok')(socket, request, number);
    });
    expect(await probe(`${server.origin}/`)).toMatchObject({ outcome: 'ok', statusCode: 200 });
  });
});

describe('nothing there', () => {
  it('says that nothing listens on the port', async () => {
    const server = await startServer(page(''));
    const result = await probe(`http://127.0.0.2:${server.port}/`);
    expect(result).toMatchObject({
      outcome: 'failed',
      address: '127.0.0.2',
      failure: {
        class: 'refused',
        code: 'CONNECTION_REFUSED',
        message: `Refused: nothing listens on port ${server.port}.`,
      },
    });
  });
});
