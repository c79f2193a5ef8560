import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { probe, type ProbeExample } from '../testing/probe.ts';
import { startServer } from '../testing/server.ts';
import { MAX_WIRE_BYTES } from './budget.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const MIB = 1_048_576;

/** Sends a start, and a piece again and again as fast as it is taken. */
function flood(socket: Socket, start: string | Buffer, piece: string | Buffer): void {
  const block = Buffer.concat(
    Array<Buffer>(Math.ceil(65_536 / piece.length)).fill(Buffer.from(piece)),
  );
  const write = (): void => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('drain', write);
  socket.write(start);
  write();
}

/** As much of a text as unpacks to 64 MiB. */
const bomb = (pack: (text: Buffer) => Buffer, letter = 'a'): Buffer =>
  pack(Buffer.alloc(64 * MIB, letter));
const coded = (coding: string): string => `${OK}content-encoding: ${coding}\r\n\r\n`;
const marks = (text: string): Buffer => gzipSync(Buffer.from(text.repeat(MIB)));

const HOSTILE: [what: string, start: string, piece: string | Buffer][] = [
  ['chunks of one byte', CHUNKED, '1\r\na\r\n'],
  ['extensions of chunks', CHUNKED, `1;${'e'.repeat(4_000)}\r\na\r\n`],
  ['an extension without an end', `${CHUNKED}1;`, 'e'.repeat(4_000)],
  ['trailers without an end', `${CHUNKED}1\r\na\r\n0\r\n`, 'x-t: y\r\n'],
  ['interim answers without an end', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ['interim answers that nobody asked for', '', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['headers without an end', OK, 'x-a: b\r\n'],
  ['headers of nothing', OK, 'a:\r\n'],
  ['one header without an end', `${OK}x-a: `, 'b'.repeat(4_000)],
  ['a reason without an end', 'HTTP/1.1 200 ', 'b'.repeat(4_000)],
  ['headers of line feeds', 'HTTP/1.1 200 OK\n', 'x-a: b\n'],
  ['empty lines', '', '\r\n'],
  ['a body without an end', `${OK}\r\n`, 'a'.repeat(4_000)],
  ['marks', `${OK}content-type: text/html; charset=utf-8\r\n\r\n`, '\u0301\u0323'],
  ['entities', `${OK}\r\n`, '&am'],
  ['blanks of a lenient chunk size', `${CHUNKED}1 \r\na\r\n`, '1 \r\na\r\n'],
  ['packed marks', coded('gzip'), marks('\u0301\u0323')],
  ['a bomb in gzip', coded('gzip'), bomb(gzipSync)],
  ['a bomb in deflate', coded('deflate'), bomb(deflateSync)],
  ['a bomb in br', coded('br'), bomb(brotliCompressSync)],
  ['a bomb in zstd', coded('zstd'), bomb(zstdCompressSync)],
  ['a bomb in a bomb', coded('gzip, br, gzip'), gzipSync(brotliCompressSync(bomb(gzipSync)))],
  ['members of nothing', coded('gzip'), gzipSync('')],
];

/** Counts the turns of the event loop while something goes on. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work;
  isOver = true;
  return turns;
}

describe('a hostile answer', () => {
  it.each(HOSTILE)('of %s ends within its budget', async (_what, start, piece) => {
    const sockets: Socket[] = [];
    const server = await startServer((socket) => {
      sockets.push(socket);
      flood(socket, start, piece);
    });
    const examples: ProbeExample[] = [{ contains: 'all well' }, { notContains: 'error' }, {}];
    for (const example of examples) {
      const work = probe(`${server.origin}/`, { ...example, timeoutMs: 60_000 });
      const turns = await turnsDuring(work);
      const { failure, outcome } = await work;
      // The verdict is one about the answer, long before the deadline.
      expect(['ok', 'failed']).toContain(outcome);
      expect(failure?.class ?? 'none').toMatch(/^(?:none|too-large|protocol|content)$/);
      if (example.contains) expect(outcome).toBe('failed');
      // Others had their turns meanwhile.
      expect(turns).toBeGreaterThan(1);
    }
    await expect.poll(server.open).toBe(0);
    // What was taken from the wire, with what lay in the buffers of the machine.
    for (const { bytesWritten, writableLength } of sockets) {
      expect(bytesWritten - writableLength).toBeLessThan(MAX_WIRE_BYTES + 16 * MIB);
    }
  });

  it('does not delay others', async () => {
    const hostile = await startServer((socket) => {
      flood(socket, CHUNKED, '1\r\na\r\n');
    });
    const quiet = await startServer((socket) => {
      socket.end(`${OK}content-length: 8\r\n\r\nall well`);
    });
    const over = new AbortController();
    const attack = probe(`${hostile.origin}/`, { contains: 'x', timeoutMs: 60_000 }).finally(() => {
      over.abort();
    });
    let done = 0;
    while (!over.signal.aborted) {
      expect(await probe(`${quiet.origin}/`, { contains: 'all well' })).toMatchObject({
        outcome: 'ok',
      });
      done++;
    }
    expect((await attack).failure).toMatchObject({ class: 'too-large', code: 'BODY_TOO_FINE' });
    expect(done).toBeGreaterThan(0);
  });

  it('of a page in one-byte chunks is read when it is small', async () => {
    const text = 'all well, '.repeat(500);
    const server = await startServer((socket) => {
      const chunks = [...text].map((letter) => `1\r\n${letter}\r\n`).join('');
      socket.end(`${CHUNKED}${chunks}0\r\n\r\n`);
    });
    expect(await probe(`${server.origin}/`, { contains: 'well, all' })).toMatchObject({
      outcome: 'ok',
    });
  });
});
