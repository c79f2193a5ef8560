import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgressGuard } from './guard.ts';
import { guardedConnector } from './undici-connector.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function listen(onConnection: (socket: Socket) => void = () => undefined): Promise<string> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return String((server.address() as AddressInfo).port);
}

function open(
  protocol: 'http:' | 'https:',
  port: string,
  {
    mode = 'allow-private' as const,
    timeoutMs = 5_000,
  }: { mode?: 'allow-private' | 'public-only'; timeoutMs?: number } = {},
): Promise<Socket> {
  const guard = createEgressGuard({ policy: { mode, allow: [], own: [] } });
  const connector = guardedConnector(guard, { timeoutMs });
  return new Promise((resolve, reject) => {
    connector({ hostname: '127.0.0.1', protocol, port }, (error, socket) => {
      if (error) reject(error);
      else resolve(socket);
    });
  });
}

describe('guardedConnector', () => {
  it('opens allowed destinations', async () => {
    const socket = await open('http:', await listen());
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  it('reports denied ones and never connects', async () => {
    let connections = 0;
    const port = await listen(() => connections++);
    await expect(open('http:', port, { mode: 'public-only' })).rejects.toMatchObject({
      code: 'EGRESS_PRIVATE',
    });
    expect(connections).toBe(0);
  });

  it('speaks TLS to https destinations', async () => {
    const hello: Buffer[] = [];
    const port = await listen((socket) => {
      socket.once('data', (chunk) => {
        hello.push(chunk);
        socket.end('no TLS here');
      });
    });
    await expect(open('https:', port)).rejects.toMatchObject({
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    });
    // A TLS record of type handshake (RFC 8446 section 5.1).
    expect(hello[0]?.[0]).toBe(22);
  });

  it('limits the time of a handshake', async () => {
    await expect(open('https:', await listen(), { timeoutMs: 200 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});
