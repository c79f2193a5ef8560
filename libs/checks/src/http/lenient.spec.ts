import { describe, expect, it } from 'vitest';
import { probe } from '../testing/probe.ts';
import { send, startRawServer, startServer } from '../testing/server.ts';

const BODY = 'content-length: 8\r\n\r\nall well';

/** Answers with these bytes, one character each. */
const answer = (raw: string) => startServer(send(Buffer.from(raw, 'latin1')));

describe('heads that browsers show', () => {
  it.each([
    ['a blank behind the length', 'HTTP/1.1 200 OK\r\ncontent-length: 8 \r\n\r\nall well'],
    ['a tab behind the length', 'HTTP/1.1 200 OK\r\ncontent-length: 8\t \r\n\r\nall well'],
    ['a control character in a cookie', `HTTP/1.1 200 OK\r\nset-cookie: a=b\x01c\r\n${BODY}`],
    ['a delete character in a header', `HTTP/1.1 200 OK\r\nx-a: b\x7fc\r\n${BODY}`],
    ['line feeds alone', 'HTTP/1.1 200 OK\ncontent-length: 8\n\nall well'],
    ['mixed line ends', 'HTTP/1.1 200 OK\r\nx-a: b\ncontent-length: 8\r\n\nall well'],
    ['line feeds alone, no length', 'HTTP/1.1 200 OK\ncontent-type: text/plain\n\nall well'],
    ['doubled returns', 'HTTP/1.1 200 OK\r\r\ncontent-length: 8\r\r\n\r\r\nall well'],
    ['the same length twice', `HTTP/1.1 200 OK\r\ncontent-length: 8\r\n${BODY}`],
    ['the same length in a list', 'HTTP/1.1 200 OK\r\ncontent-length: 8, 8\r\n\r\nall well'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: abc\r\n\r\nall well'],
    ['a version in lower case', `http/1.1 200 OK\r\n${BODY}`],
    ['another version', `HTTP/2.0 200 OK\r\n${BODY}`],
    ['a version of one digit', `HTTP/2 200\r\n${BODY}`],
    ['no version', `HTTP 200 OK\r\n${BODY}`],
    ['no reason', `HTTP/1.1 200\r\n${BODY}`],
    ['a reason without a blank', `HTTP/1.1 200OK\r\n${BODY}`],
    ['two blanks before the status', `HTTP/1.1  200 OK\r\n${BODY}`],
    ['the status line of a radio', 'ICY 200 OK\r\nicy-name: x\r\n\r\nall well'],
    ['a blank before the colon', `HTTP/1.1 200 OK\r\nx-powered : shop\r\n${BODY}`],
    ['a blank in a name', `HTTP/1.1 200 OK\r\nx powered by: shop\r\n${BODY}`],
    ['odd letters in a name', `HTTP/1.1 200 OK\r\nx-\xe9(a): shop\r\n${BODY}`],
    ['a line without a colon', `HTTP/1.1 200 OK\r\nnonsense\r\n${BODY}`],
    ['a header without a name', `HTTP/1.1 200 OK\r\n: x\r\n${BODY}`],
    ['a line that goes on', `HTTP/1.1 200 OK\r\nx-a: b\r\n\tc\r\n d\r\n${BODY}`],
    ['empty lines at the start', `\r\n\r\nHTTP/1.1 200 OK\r\n${BODY}`],
    [
      '100 Continue that nobody asked for',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n${BODY}`,
    ],
    [
      'several interim answers',
      `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50)}HTTP/1.1 200 OK\r\n${BODY}`,
    ],
    [
      'chunks with blanks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8  \r\nall well\r\n0\r\n\r\n',
    ],
    [
      'chunks with line feeds',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8;a=b\nall well\n0\nx-t: y\n\n',
    ],
    [
      'chunks stated twice',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked, chunked\r\n\r\n8\r\nall well\r\n0\r\n\r\n',
    ],
  ])('%s: in order', async (_what, raw) => {
    const server = await answer(raw);
    for (const example of [{ contains: 'all well' }, {}]) {
      expect(await probe(`${server.origin}/`, example)).toMatchObject({
        outcome: 'ok',
        statusCode: 200,
        failure: null,
      });
    }
    await expect.poll(server.open).toBe(0);
  });

  it('arrive byte by byte', async () => {
    const raw = 'HTTP/1.1 200 OK\ncontent-length: 8\n\nall well';
    const server = await startServer(async (socket) => {
      socket.setNoDelay(true);
      for (const byte of raw) {
        socket.write(byte);
        await new Promise(setImmediate);
      }
      socket.end();
    });
    expect(await probe(`${server.origin}/`, { contains: 'all well' })).toMatchObject({
      outcome: 'ok',
    });
  });

  it('are judged, not only read', async () => {
    const server = await answer('HTTP/1.1 503 Busy\nretry-after: 9\ncontent-length: 0\n\n');
    const result = await probe(`${server.origin}/`);
    expect(result).toMatchObject({ statusCode: 503, failure: { class: 'status' } });
  });

  it('of redirects are followed', async () => {
    const server = await startServer((socket, request, number) => {
      const raw = request.startsWith('GET /next')
        ? `HTTP/1.1 200 OK\n${BODY}`
        : 'HTTP/1.1 302 Found\nlocation: /next\ncontent-length: 0\n\n';
      send(raw)(socket, request, number);
    });
    expect(await probe(`${server.origin}/`, { contains: 'all well' })).toMatchObject({
      outcome: 'ok',
    });
  });

  it('keep their body in the request', async () => {
    const server = await answer(`http/1.1 200 OK\r\n${BODY}`);
    await probe(`${server.origin}/a?`, { method: 'POST', body: 'grüße', headers: { 'X-A': 'b' } });
    const [first = '', second = ''] = server.requests;
    expect(second).toContain('POST /a? HTTP/1.1');
    for (const line of ['x-a: b', 'content-length: 7', `host: 127.0.0.1:${server.port}`]) {
      expect(first).toContain(line);
      expect(second).toContain(line);
    }
  });

  it('leave a second request in the evidence', async () => {
    const server = await answer(`http/1.1 200 OK\r\n${BODY}`);
    expect((await probe(`${server.origin}/`)).attempts).toBe(2);
  });
});

describe('answers that browsers refuse too', () => {
  const OK = 'HTTP/1.1 200 OK\r\n';
  it.each([
    ['a page instead of a head', '<html>all well</html>\n', /does not begin with a status line/],
    ['the greeting of another service', 'SSH-2.0-OpenSSH_9.2\r\n', /status line/],
    ['the greeting of a mail server', '220 mail.example ESMTP\r\n', /status line/],
    ['a status of two digits', 'HTTP/1.1 99 Low\r\n\r\n', /status line/],
    ['a status of no digits', 'HTTP/1.1 abc OK\r\n\r\n', /status line/],
    [
      'different lengths',
      `${OK}content-length: 7\r\n${BODY}`,
      /different values of Content-Length/,
    ],
    [
      'length and chunks',
      `${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      /Content-Length and .*chunks/,
    ],
    ['NUL in a header', `${OK}x-a: b\0c\r\n${BODY}`, /NUL/],
    ['a bare return in a header', `${OK}x-a: b\rx-c: d\r\n${BODY}`, /carriage return/],
    [
      'a chunk size that is no number',
      `${OK}transfer-encoding: chunked\r\n\r\nxyz\r\nall well\r\n`,
      /size of a chunk/,
    ],
    [
      'a monstrous chunk size',
      `${OK}transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx`,
      /size of a chunk/,
    ],
    [
      'a chunk longer than its size',
      `${OK}transfer-encoding: chunked\r\n\r\n2\r\nall well\r\n`,
      /longer than its stated size/,
    ],
    [
      'frames of HTTP/2',
      Buffer.from('000012040000000000000300000064000400100000', 'hex').toString('latin1'),
      /HTTP\/2/,
    ],
  ])('%s: the words say what is wrong', async (_what, raw, words) => {
    const server = await answer(raw);
    const { outcome, failure } = await probe(`${server.origin}/`, { contains: 'all well' });
    expect(outcome).toBe('failed');
    expect(failure).toMatchObject({ class: 'protocol', code: 'PROTOCOL' });
    expect(failure?.message).toMatch(words);
    expect(failure?.message).toMatch(
      /^The server sent something that is not a valid HTTP answer: /,
    );
  });

  it.each([
    ['a mail server', '220 mail.example ESMTP\r\n'],
    ['a secure shell', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a mailbox', '* OK IMAP4rev1 ready\r\n'],
    ['a page without a head', '<html>\n<body>all well'],
  ])('the greeting of %s that waits is no answer', async (_what, greeting) => {
    const server = await startRawServer((socket) => {
      socket.write(greeting);
    });
    const { failure } = await probe(`${server.origin}/`, { timeoutMs: 4_000 });
    expect(failure).toMatchObject({ class: 'protocol', code: 'PROTOCOL' });
  });

  it.each([
    ['in a lenient head', 'HTTP/1.1 200 OK\ncontent-length: 80\n\nall well'],
    [
      'in lenient chunks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8 \r\nall well\r\n',
    ],
  ])('a body that is cut short %s is incomplete', async (_what, raw) => {
    const server = await answer(raw);
    const { failure } = await probe(`${server.origin}/`, { contains: 'all well' });
    expect(failure).toMatchObject({ class: 'protocol', code: 'BODY_INCOMPLETE' });
  });
});
