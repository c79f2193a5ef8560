import net, { type AddressInfo } from 'node:net';

/** A server that is no Redis. */
export interface OddServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Accepts connections, and says what it is told to.
 *
 * @param answer what follows on each piece that comes; null for silence
 */
export async function startOddServer(
  answer: (piece: string) => string | null,
  port = 0,
): Promise<OddServer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      const text = answer(piece.toString());
      if (text !== null) socket.write(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
