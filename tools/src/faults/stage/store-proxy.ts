import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a message of the wire protocol is to be held. */
export type Catch = (message: Buffer) => boolean;

/** A message that was caught on its way to the store. */
interface Held {
  readonly name: string;
  /** Lets it go on, after all that its connection carried meanwhile waits behind it. */
  release: () => void;
}

/**
 * Stands between a worker and the document server. Holds chosen messages back, so that a worker can be
 * met just before a write, or all answers for a while, as of a server that is slow. Messages of the wire protocol begin with their length.
 */
export class StoreProxy {
  /** Milliseconds by which each answer is late from now on. */
  latenessMs = 0;
  readonly #server: net.Server;
  readonly #catches = new Map<string, Catch>();
  readonly #held: Held[] = [];

  private constructor(server: net.Server) {
    this.#server = server;
  }

  /** Opens a proxy to the server at a `mongodb://` address on loopback. */
  static async start(uri: string): Promise<StoreProxy> {
    const port = Number(new URL(uri).port);
    const server = net.createServer();
    const proxy = new StoreProxy(server);
    server.on('connection', (near) => {
      const far = net.connect(port, '127.0.0.1');
      proxy.#answer(far, near);
      proxy.#forward(near, far);
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** The same address by way of the proxy. */
  uriOf(uri: string): string {
    return uri.replace(/:\d+\//, `:${(this.#server.address() as AddressInfo).port}/`);
  }

  /** Holds the first message that fits, under a name. */
  hold(name: string, fits: Catch): void {
    this.#catches.set(name, fits);
  }

  isHeld(name: string): boolean {
    return this.#held.some((held) => held.name === name);
  }

  /** Lets everything go on. */
  releaseAll(): void {
    for (const { release } of this.#held) release();
  }

  stop(): void {
    this.#server.close();
  }

  #answer(far: net.Socket, near: net.Socket): void {
    let last = Promise.resolve();
    far.on('data', (bytes: Buffer) => {
      const due = performance.now() + this.latenessMs;
      last = last.then(async () => {
        const waitMs = due - performance.now();
        if (waitMs > 0) await sleep(waitMs);
        near.write(bytes);
      });
    });
  }

  #forward(near: net.Socket, far: net.Socket): void {
    let waiting: Buffer = Buffer.alloc(0);
    let isHolding = false;
    const pass = (): void => {
      while (!isHolding && waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
        const message = waiting.subarray(0, waiting.readInt32LE(0));
        const name = this.#nameOf(message);
        if (name !== null) {
          isHolding = true;
          this.#held.push({
            name,
            release: () => {
              isHolding = false;
              pass();
            },
          });
          return;
        }
        waiting = waiting.subarray(message.length);
        far.write(message);
      }
    };
    near.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      pass();
    });
  }

  #nameOf(message: Buffer): string | null {
    for (const [name, fits] of this.#catches) {
      if (!fits(message)) continue;
      this.#catches.delete(name);
      return name;
    }
    return null;
  }
}

/** Fits the write that records the result of a target. */
export const recordOf =
  (targetId: string): Catch =>
  (message) =>
    message.includes('recordedBy') && message.includes(Buffer.from(targetId, 'hex'));

/** Fits the write that opens an alert of a target. */
export const alertOf =
  (targetId: string): Catch =>
  (message) =>
    message.includes('targetName') && message.includes(Buffer.from(targetId, 'hex'));
