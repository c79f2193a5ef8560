import { once } from 'node:events';
import fs from 'node:fs';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { inWorkspace } from '../../workspace.ts';

/** A secure site that takes connections and, at first, says nothing: whoever asks it hangs while connecting. */
export interface SlowTls {
  readonly url: string;
  /** Connections so far. */
  readonly connections: number;
  /** Requests so far, which come after the handshake. */
  readonly asked: number;
  /** From now on it shakes hands. */
  wake(): void;
  stop(): void;
}

export async function startSlowTls(): Promise<SlowTls> {
  const read = (name: string) => fs.readFileSync(inWorkspace('tools', 'src', 'demo', name), 'utf8');
  let asked = 0;
  const site = https.createServer(
    { cert: read('self-signed.cert.pem'), key: read('self-signed.key.pem') },
    (_request, response) => {
      asked++;
      response.end('a page');
    },
  );
  const sockets = new Set<Socket>();
  let connections = 0;
  let isAwake = false;
  const door = net.createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    if (isAwake) site.emit('connection', socket);
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    url: `https://127.0.0.1:${(door.address() as AddressInfo).port}/`,
    get connections() {
      return connections;
    },
    get asked() {
      return asked;
    },
    wake: () => {
      isAwake = true;
    },
    stop: () => {
      door.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
