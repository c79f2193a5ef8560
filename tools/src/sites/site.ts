import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A server on loopback that can go away and come back on the same port. */
export interface Site {
  readonly port: number;
  /** Closes the port and every connection: further ones are refused. */
  down(): Promise<void>;
  up(): Promise<void>;
}

export interface SiteOptions {
  readonly answer: http.RequestListener;
  /** A free port when left out. */
  readonly port?: number;
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Starts a web site on 127.0.0.1. */
export function startSite({ answer, port, tls }: SiteOptions): Promise<Site> {
  return open(tls ? https.createServer(tls, answer) : http.createServer(answer), port);
}

/** Starts a relay to another port, so that a test can cut a connection and mend it. */
export function startRelay(to: number): Promise<Site> {
  const relay = net.createServer((near) => {
    const far = net.connect(to, '127.0.0.1');
    near.pipe(far).pipe(near);
    // An end of either side ends both; a reset is an end like any other here.
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
  });
  return open(relay);
}

async function open(server: net.Server, port = 0): Promise<Site> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = (wished: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(wished, '127.0.0.1', () => {
        server.off('error', reject);
        resolve((server.address() as AddressInfo).port);
      });
    });
  const bound = await listen(port);
  return {
    port: bound,
    up: async () => {
      if (!server.listening) await listen(bound);
    },
    down: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        if (server.listening) server.close(() => resolve());
        else resolve();
      }),
  };
}
