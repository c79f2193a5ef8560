import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const MIB = 1_048_576;

/** An answer that is made to keep its reader busy: a start, and a piece that is sent again and again. */
export interface HostileAnswer {
  readonly name: string;
  readonly start: string;
  readonly piece: string | Buffer;
}

/** Something that unpacks to 64 MiB. */
const bomb = (pack: (text: Buffer) => Buffer): Buffer => pack(Buffer.alloc(64 * MIB, 'a'));
const coded = (coding: string): string => `${OK}content-encoding: ${coding}\r\n\r\n`;

/** Every way that we know; packing the bombs takes a second. */
export const hostileAnswers = (): HostileAnswer[] =>
  (
    [
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
      ['packed marks', coded('gzip'), gzipSync(Buffer.from('\u0301\u0323'.repeat(MIB)))],
      ['a bomb in gzip', coded('gzip'), bomb(gzipSync)],
      ['a bomb in deflate', coded('deflate'), bomb(deflateSync)],
      ['a bomb in br', coded('br'), bomb(brotliCompressSync)],
      ['a bomb in zstd', coded('zstd'), bomb(zstdCompressSync)],
      ['a bomb in a bomb', coded('gzip, br, gzip'), gzipSync(brotliCompressSync(bomb(gzipSync)))],
      ['members of nothing', coded('gzip'), gzipSync('')],
      ['frames of nothing', coded('zstd'), zstdCompressSync('')],
    ] satisfies [string, string, string | Buffer][]
  ).map(([name, start, piece]) => ({ name, start, piece }));

const BLOCK = 65_536;

/** Sends a hostile answer as fast as it is taken, until the connection is gone. */
export function flood(socket: Socket, { start, piece }: HostileAnswer): void {
  const times = Math.ceil(BLOCK / piece.length);
  const block = Buffer.concat(Array<Buffer>(times).fill(Buffer.from(piece)));
  const write = (): void => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on('error', () => undefined);
  socket.on('drain', write);
  socket.write(start);
  write();
}

export interface HostileServer {
  readonly name: string;
  readonly url: string;
  readonly stop: () => void;
}

/** A loopback server that gives everybody one hostile answer. */
export async function startHostileServer(answer: HostileAnswer): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.once('data', () => {
      flood(socket, answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name: answer.name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
