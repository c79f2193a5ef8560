import { Buffer } from 'node:buffer';
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbeView } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { probe, type ProbeExample } from '../testing/probe.ts';
import { page, send, startServer } from '../testing/server.ts';
import { MAX_BODY_BYTES, MAX_TEXT_BYTES } from './budget.ts';

const MIB = MAX_BODY_BYTES;
const ZEROS = Buffer.alloc(16 * MIB);
/** 200 MB from 200 KB: gzip members may follow each other. */
const GZIP_BOMB = Buffer.concat(Array<Buffer>(200).fill(gzipSync(Buffer.alloc(MIB))));

async function probeBody(
  body: Buffer | string,
  headers: string[],
  example: ProbeExample,
): Promise<ProbeView> {
  const server = await startServer(page(body, '200 OK', headers));
  const result = await probe(`${server.origin}/`, example);
  await expect.poll(server.open).toBe(0);
  return result;
}

describe('keywords', () => {
  it.each([
    ['the whole page', 'ok', 'ok'],
    ['an expression as literal text', 'price (a+)+$ here', '(a+)+$'],
    ['a replacement pattern as literal text', 'cost $& more', '$&'],
    ['a composed letter in a decomposed page', 'cafe\u0301', 'caf\u00e9'],
    ['a decomposed letter in a composed page', 'caf\u00e9', 'cafe\u0301'],
  ])('find %s', async (_what, body, contains) => {
    expect(await probeBody(body, [], { contains })).toMatchObject({ outcome: 'ok' });
  });

  it.each(['.*.*.*.*.*.*.*.*.*.*', '(?<=a)b', '(a+)+$'])(
    'never treat %s as a pattern',
    async (contains) => {
      const { failure } = await probeBody('a'.repeat(MIB), [], { contains });
      expect(failure).toMatchObject({ class: 'content', code: 'TEXT_MISSING' });
    },
  );

  it('say which text is missing, and nothing of the page', async () => {
    const { outcome, statusCode, failure } = await probeBody('SECRET PAGE', [], {
      contains: 'Welcome',
    });
    expect({ outcome, statusCode }).toEqual({ outcome: 'failed', statusCode: 200 });
    expect(failure).toEqual({
      class: 'content',
      code: 'TEXT_MISSING',
      message: 'The text "Welcome" is not on the page.',
    });
  });

  it('say which text should not be there', async () => {
    const { failure } = await probeBody('Error 42', [], { notContains: 'Error' });
    expect(failure).toMatchObject({ class: 'content', code: 'TEXT_PRESENT' });
    expect(await probeBody('fine', [], { notContains: 'Error' })).toMatchObject({ outcome: 'ok' });
  });

  it('response-053: are found across two chunks', async () => {
    const server = await startServer(async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nwel');
      setTimeout(() => socket.end('come'), 30);
    });
    expect(await probe(`${server.origin}/`, { contains: 'welcome' })).toMatchObject({
      outcome: 'ok',
    });
  });

  it('response-052: are found up to the last byte of the first 5 MiB and not beyond', async () => {
    const at = (end: number): string => `${'a'.repeat(end - 4)}WORD${'b'.repeat(100)}`;
    expect(await probeBody(at(MAX_TEXT_BYTES), [], { contains: 'WORD' })).toMatchObject({
      outcome: 'ok',
    });
    const { failure } = await probeBody(at(MAX_TEXT_BYTES + 1), [], { contains: 'WORD' });
    expect(failure).toMatchObject({ class: 'too-large', code: 'BODY_TOO_LARGE' });
  });
});

describe('a large body', () => {
  it('is no failure when no text is expected, and is not read to its end', async () => {
    const server = await startServer((socket) => {
      const chunk = Buffer.alloc(65_536);
      const write = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.on('drain', write);
      write();
    });
    expect(await probe(`${server.origin}/`)).toMatchObject({ outcome: 'ok' });
    await expect.poll(server.open).toBe(0);
  });
});

describe('content codings', () => {
  const TEXT = Buffer.from('grüße '.repeat(100));
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['zstd', zstdCompressSync(TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    ['identity', TEXT],
  ])('%s is undone', async (coding, body) => {
    const result = await probeBody(body, [`content-encoding: ${coding}`], { contains: 'grüße' });
    expect(result.failure).toBeNull();
  });

  it.each([
    ['response-009', 'gzip', GZIP_BOMB],
    ['response-012', 'br', brotliCompressSync(ZEROS)],
    ['response-013', 'zstd', zstdCompressSync(ZEROS)],
    ['response-009b', 'gzip, gzip', gzipSync(GZIP_BOMB)],
  ])('%s: a bomb of %s is read no further than a page', async (_id, coding, body) => {
    const headers = [`content-encoding: ${coding}`];
    const { failure } = await probeBody(body, headers, { contains: 'WORD' });
    expect(failure).toMatchObject({ class: 'too-large', code: 'BODY_TOO_LARGE' });
    expect(await probeBody(body, headers, {})).toMatchObject({ outcome: 'ok' });
  });

  it('response-011: a chain of codings is refused', async () => {
    const chain = `content-encoding: ${Array(1_000).fill('gzip').join(',')}`;
    const { failure } = await probeBody('x', [chain], {});
    expect(failure).toMatchObject({ class: 'protocol', code: 'ENCODING_CHAIN' });
  });

  it.each(['sdch', 'UTF-8', 'none', 'binary', 'aws-chunked', 'identity', ', ,'])(
    'response-015: %s is none, and the body is read as it came',
    async (coding) => {
      const headers = [`content-encoding: ${coding}`];
      expect(await probeBody('hello', headers, {})).toMatchObject({ outcome: 'ok' });
      expect(await probeBody('hello', headers, { contains: 'hello' })).toMatchObject({
        outcome: 'ok',
      });
    },
  );

  it('a name of none beside a compression changes nothing', async () => {
    const headers = ['content-encoding: aws-chunked, gzip'];
    expect(await probeBody(gzipSync('hello'), headers, { contains: 'hello' })).toMatchObject({
      outcome: 'ok',
    });
  });

  describe.each(['gzip', 'x-gzip', 'deflate', 'br', 'zstd', 'gzip, br'])(
    'a claim of %s',
    (coding) => {
      const headers = [`content-encoding: ${coding}`];

      it.each([
        ['a word', 'hello'],
        ['one letter', 'h'],
        ['a page', '<!doctype html><html><body>all well</body></html>'],
        ['a longer page', 'all well, '.repeat(5_000)],
      ])('that %s does not keep is a failure, whatever is expected', async (_what, body) => {
        for (const example of [{}, { contains: 'hello' }, { notContains: 'error' }]) {
          const { failure } = await probeBody(body, headers, example);
          expect(failure).toMatchObject({ class: 'content', code: 'BODY_DECODE' });
          expect(failure?.message).toContain(coding);
        }
      });

      it('is nothing where there is no body', async () => {
        expect(await probeBody('', headers, {})).toMatchObject({ outcome: 'ok' });
        expect(await probeBody('', headers, { method: 'HEAD' })).toMatchObject({ outcome: 'ok' });
        const server = await startServer(send(`HTTP/1.1 204 No\r\n${headers.join('')}\r\n\r\n`));
        expect(await probe(`${server.origin}/`)).toMatchObject({ outcome: 'ok', statusCode: 204 });
      });
    },
  );

  it.each([
    ['gzip', gzipSync('')],
    ['deflate', deflateRawSync('')],
    ['br', brotliCompressSync('')],
    ['zstd', zstdCompressSync('')],
  ])('an empty page in %s is one', async (coding, body) => {
    const headers = [`content-encoding: ${coding}`];
    expect(await probeBody(body, headers, { notContains: 'x' })).toMatchObject({ outcome: 'ok' });
  });

  it.each([
    ['several members', Buffer.concat([gzipSync('one '), gzipSync('hello')])],
    ['something behind its end', Buffer.concat([gzipSync('hello'), Buffer.from('\n<!-- -->')])],
    ['zeros behind its end', Buffer.concat([gzipSync('hello'), Buffer.alloc(64)])],
    ['no checksum', gzipSync('hello').subarray(0, -8)],
  ])('a gzip stream of %s is shown by browsers', async (_what, body) => {
    const headers = ['content-encoding: gzip'];
    expect(await probeBody(body, headers, { contains: 'hello' })).toMatchObject({ outcome: 'ok' });
  });
});

describe('a compressed page whose first byte comes alone', () => {
  it.each([
    ['gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['deflate', deflateRawSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['zstd', zstdCompressSync('hello')],
  ])('is read: %s', async (coding, body) => {
    const server = await startServer(async (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\n\r\n`);
      await sleep(5);
      socket.write(body.subarray(0, 1));
      await sleep(20);
      socket.end(body.subarray(1));
    });
    expect(await probe(`${server.origin}/`, { contains: 'hello' })).toMatchObject({
      outcome: 'ok',
    });
  });
});

/** Frames as of a server that compresses each piece by itself. */
const frames = (...texts: string[]): Buffer =>
  Buffer.concat(texts.map((text) => zstdCompressSync(text)));
const SKIPPED_FRAME = Buffer.from('5a2a4d1803000000616263', 'hex');

describe('a zstd stream of', () => {
  it.each([
    ['two frames', frames('first ', 'hello')],
    ['a hundred frames', frames(...Array<string>(100).fill('first '), 'hello')],
    ['an empty frame and another', frames('', 'hello')],
    ['a frame to skip and another', Buffer.concat([SKIPPED_FRAME, frames('hello')])],
    ['frames around one to skip', Buffer.concat([frames('a'), SKIPPED_FRAME, frames('hello')])],
  ])('%s is shown by browsers, however it is cut', async (_what, body) => {
    const headers = ['content-encoding: zstd'];
    expect(await probeBody(body, headers, { contains: 'hello' })).toMatchObject({ outcome: 'ok' });
    for (let cut = 1; cut < Math.min(body.length, 24); cut++) {
      const server = await startServer((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\n\r\n`);
        socket.write(body.subarray(0, cut));
        setTimeout(() => socket.end(body.subarray(cut)), 5);
      });
      expect(await probe(`${server.origin}/`, { contains: 'hello' })).toMatchObject({
        outcome: 'ok',
      });
    }
  });

  it('two frames holds the unwanted text in the second', async () => {
    const { failure } = await probeBody(
      frames('all well, ', 'no connection to the database'),
      ['content-encoding: zstd'],
      { notContains: 'database' },
    );
    expect(failure).toMatchObject({ class: 'content', code: 'TEXT_PRESENT' });
  });

  it.each([1, 8])('a whole frame and then something else is none, cut at %i', async (cut) => {
    const rest = Buffer.alloc(20, 0xff);
    const server = await startServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\n\r\n`);
      socket.write(Buffer.concat([frames('hello'), rest.subarray(0, cut)]));
      setTimeout(() => socket.end(rest.subarray(cut)), 5);
    });
    const { failure } = await probe(`${server.origin}/`, { contains: 'later' });
    expect(failure).toMatchObject({ class: 'content', code: 'BODY_DECODE' });
  });
});

const UTF8 = 'text/html; charset=utf-8';
const XML = '<?xml version="1.0" encoding="iso-8859-1"?>';

function mark(charset: 'utf-8' | 'utf-16le' | 'utf-16be', text: string): Buffer {
  if (charset === 'utf-8') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return charset === 'utf-16le' ? bytes : bytes.swap16();
}

describe('charsets', () => {
  it.each([
    ['utf-8 by default', Buffer.from('grüße'), 'text/html'],
    ['latin-1', Buffer.from('grüße', 'latin1'), 'text/html; charset=ISO-8859-1'],
    ['a quoted name', Buffer.from('grüße', 'latin1'), 'text/html; charset="iso-8859-1"'],
    ['response-050: utf-16', Buffer.from('grüße', 'utf16le'), 'text/html; charset=utf-16le'],
    ['an unknown name as utf-8', Buffer.from('grüße'), 'text/html; charset=klingon'],
    ['a byte order mark against the header', mark('utf-8', 'grüße'), 'text/html; charset=latin1'],
    ['utf-16 by its mark', mark('utf-16le', 'grüße'), 'text/html'],
    ['big-endian utf-16 by its mark', mark('utf-16be', 'grüße'), 'text/plain'],
    ['a meta element', Buffer.from('<meta charset=latin1>grüße', 'latin1'), 'text/html'],
    ['the header against a meta element', Buffer.from('<meta charset=latin1>grüße'), UTF8],
    ['an xml declaration', Buffer.from(`${XML}grüße`, 'latin1'), 'application/rss+xml'],
    ['a page without any word, not in utf-8', Buffer.from('<p>grüße', 'latin1'), 'text/html'],
  ])('%s', async (_what, body, type) => {
    expect(await probeBody(body, [`content-type: ${type}`], { contains: 'grüße' })).toMatchObject({
      outcome: 'ok',
    });
  });

  it.each([
    ['latin-1 behind a long start', 'latin1', '', 'text/html'],
    ['latin-1 in plain text', 'latin1', '', 'text/plain'],
    ['utf-8 with a broken byte', 'utf8', '\xff', 'text/html'],
    ['utf-8 with a broken byte in plain text', 'utf8', '\xff', 'text/plain'],
  ] as const)('%s, of which nothing says the charset', async (_what, charset, broken, type) => {
    const server = await startServer(async (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n\r\n<p>${'a'.repeat(20_000)}`);
      await sleep(5);
      socket.write(Buffer.from(broken, 'latin1'));
      for (const byte of Buffer.from(' grüße', charset)) {
        await sleep(5);
        socket.write(Buffer.of(byte));
      }
      socket.end();
    });
    expect(await probe(`${server.origin}/`, { contains: ' grüße' })).toMatchObject({
      outcome: 'ok',
    });
  });

  it('response-049: invalid bytes do not hide the rest', async () => {
    const body = Buffer.concat([Buffer.from([0xff, 0xc3, 0xfe]), Buffer.from(' welcome')]);
    expect(await probeBody(body, [], { contains: 'welcome' })).toMatchObject({ outcome: 'ok' });
  });
});

describe('an answer without length', () => {
  it('ends with the connection', async () => {
    const server = await startServer(send('HTTP/1.1 200 OK\r\n\r\nhello'));
    expect(await probe(`${server.origin}/`, { contains: 'hello' })).toMatchObject({
      outcome: 'ok',
    });
  });
});
