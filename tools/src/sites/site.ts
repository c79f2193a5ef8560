import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A web site on loopback that can go away and come back on the same port. */
export interface Site {
  readonly port: number;
  /** Closes the port: connections are refused. */
  down(): Promise<void>;
  up(): Promise<void>;
}

export interface SiteOptions {
  readonly answer: http.RequestListener;
  /** A free port when left out. */
  readonly port?: number;
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Starts a site on 127.0.0.1. */
export async function startSite({ answer, port = 0, tls }: SiteOptions): Promise<Site> {
  const sockets = new Set<Socket>();
  const server = tls ? https.createServer(tls, answer) : http.createServer(answer);
  server.on('connection', (socket: Socket) => {
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
