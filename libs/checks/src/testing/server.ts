import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A loopback server that plays a scripted answer and remembers what it saw. */
export interface TestServer {
  readonly port: number;
  /** `http://127.0.0.1:port` or `https://…`. */
  readonly origin: string;
  /** Heads of the requests, as sent. */
  readonly requests: string[];
  readonly connections: () => number;
  /** Connections that are still open. */
  readonly open: () => number;
}

/** Loopback address and port of a server; any free port of 127.0.0.1 when it does not matter. */
export interface Place {
  readonly host?: string;
  readonly port?: number;
}

/** Plays the answer to one request; `number` counts from 1. */
export type Script = (socket: Socket, request: string, number: number) => unknown;

/** A script that sends text and closes. */
export const send =
  (...parts: (string | Buffer)[]): Script =>
  (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };

/** A complete answer with a length. */
export const page = (body: string | Buffer, status = '200 OK', headers: string[] = []): Script =>
  send(
    Buffer.from(
      [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, '', ''].join(
        '\r\n',
      ),
      'latin1',
    ),
    body,
  );

async function play(
  server: Server,
  scheme: string,
  script: Script,
  {
    host = '127.0.0.1',
    port: wanted = 0,
    isComplete = (received: string) => received.includes('\r\n\r\n'),
  }: Place & { isComplete?: (received: string) => boolean } = {},
): Promise<TestServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on(scheme === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket);
    connections++;
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk) => {
      const wasComplete = isComplete(head);
      head += chunk.toString('latin1');
      if (wasComplete || !isComplete(head)) return;
      requests.push(head);
      script(socket, head, requests.length);
    });
  });
  server.listen(wanted, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${scheme}://${host}:${port}`,
    requests,
    connections: () => connections,
    open: () => sockets.size,
  };
}

export const startServer = (script: Script, place: Place = {}): Promise<TestServer> =>
  play(createServer(), 'http', script, place);

/** A server that answers as soon as anything comes in. */
export const startRawServer = (script: Script): Promise<TestServer> =>
  play(createServer(), 'http', script, { isComplete: (received) => received !== '' });

export function startTlsServer(
  options: TlsOptions,
  script: Script,
  place: Place = {},
): Promise<TestServer> {
  const server = createTlsServer(options);
  server.on('tlsClientError', () => undefined);
  return play(server, 'https', script, place);
}
