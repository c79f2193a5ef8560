import type { Socket } from 'node:net';
import type { Services } from '../commands/context.ts';
import { ServerError } from '../bson/errors.ts';
import { dispatch } from './dispatch.ts';
import { encodeReply, MessageReader, WireError, type Message } from './wire.ts';

/** One client's socket. Its commands run one after the other, in the order of their arrival. */
export class Connection {
  readonly #socket: Socket;
  readonly #services: Services;
  readonly #address: string;
  readonly #onFault: (error: unknown) => void;
  readonly #reader = new MessageReader();
  #last: Promise<void> = Promise.resolve();
  #replies = 0;

  constructor(
    socket: Socket,
    services: Services,
    { address, onFault }: { address: string; onFault: (error: unknown) => void },
  ) {
    this.#socket = socket;
    this.#services = services;
    this.#address = address;
    this.#onFault = onFault;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#receive(chunk);
    });
    socket.on('close', () => {
      services.cursors.killOf(this);
    });
    // A peer that resets its connection is no event; 'close' follows.
    socket.on('error', () => undefined);
  }

  /** Resolves when the commands that have arrived are answered. */
  async settled(): Promise<void> {
    await this.#last;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#reader.push(chunk)) {
        this.#last = this.#last.then(() => this.#answer(message));
      }
    } catch (error) {
      // Whatever it was, the place where the next message begins is lost.
      if (!(error instanceof WireError || error instanceof ServerError)) this.#onFault(error);
      this.#socket.destroy();
    }
  }

  async #answer(message: Message): Promise<void> {
    const origin = { connection: this, address: this.#address };
    const reply = await dispatch(this.#services, origin, message, this.#onFault);
    // A cursor that was opened while its client went away has nobody to read it.
    if (this.#socket.destroyed) this.#services.cursors.killOf(this);
    else if (!message.isSilent) {
      this.#replies += 1;
      this.#socket.write(encodeReply(message, this.#replies, reply));
    }
  }
}
