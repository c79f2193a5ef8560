import type { Socket } from 'node:net';
import type { Services } from '../commands/context.ts';
import { maxMessageBytes } from '../bson/check.ts';
import { ServerError } from '../bson/errors.ts';
import { newSession } from '../commands/session.ts';
import { dispatch } from './dispatch.ts';
import { encodeReply, MessageReader, WireError, type Message } from './wire.ts';

/** What connections may take: numbers of them, bytes and milliseconds. */
export interface ConnectionLimits {
  readonly connections: number;
  /** Longest message of whoever has not shown the password. */
  readonly strangerBytes: number;
  /** That a connection which has not shown it may say nothing. Drivers ask every ten seconds how the server is, and show none. */
  readonly strangerMs: number;
  /** Until a message that has begun is whole. */
  readonly messageMs: number;
}

/** Three processes with a hundred connections each stay far below; a message of 48 MB on loopback takes a moment. */
export const defaultLimits: ConnectionLimits = {
  connections: 1_000,
  strangerBytes: 65_536,
  strangerMs: 30_000,
  messageMs: 30_000,
};

/** One client's socket. Its commands run one after the other, in the order of their arrival. */
export class Connection {
  readonly #socket: Socket;
  readonly #services: Services;
  readonly #address: string;
  readonly #onFault: (error: unknown) => void;
  readonly #reader = new MessageReader();
  #last: Promise<void> = Promise.resolve();
  #replies = 0;
  readonly #session = newSession();
  readonly #limits: ConnectionLimits;
  #stranger: NodeJS.Timeout | undefined;
  #halfway: NodeJS.Timeout | undefined;
  #begunAt: number | null = null;

  constructor(
    socket: Socket,
    services: Services,
    {
      address,
      limits,
      onFault,
    }: { address: string; limits: ConnectionLimits; onFault: (error: unknown) => void },
  ) {
    this.#socket = socket;
    this.#services = services;
    this.#address = address;
    this.#onFault = onFault;
    this.#limits = limits;
    if (services.credentials) {
      this.#reader.maxBytes = limits.strangerBytes;
      this.#expectWord();
    }
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#receive(chunk);
    });
    socket.on('close', () => {
      clearTimeout(this.#stranger);
      clearTimeout(this.#halfway);
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

  /** Lets go of a stranger who says nothing more. */
  #expectWord(): void {
    clearTimeout(this.#stranger);
    this.#stranger = setTimeout(() => this.#socket.destroy(), this.#limits.strangerMs);
  }

  #welcome(): void {
    clearTimeout(this.#stranger);
    this.#reader.maxBytes = maxMessageBytes;
  }

  #receive(chunk: Buffer): void {
    clearTimeout(this.#halfway);
    try {
      for (const message of this.#reader.push(chunk)) {
        this.#begunAt = null;
        this.#last = this.#last.then(() => this.#answer(message));
      }
    } catch (error) {
      // Whatever it was, the place where the next message begins is lost.
      if (!(error instanceof WireError || error instanceof ServerError)) this.#onFault(error);
      this.#socket.destroy();
      return;
    }
    if (!this.#reader.isHalfway) this.#begunAt = null;
    else this.#limitHalf();
  }

  /** A message that has begun may take so long in all, however its bytes trickle in. */
  #limitHalf(): void {
    this.#begunAt ??= performance.now();
    const left = this.#limits.messageMs - (performance.now() - this.#begunAt);
    this.#halfway = setTimeout(() => this.#socket.destroy(), Math.max(0, left));
  }

  async #answer(message: Message): Promise<void> {
    const origin = { connection: this, session: this.#session, address: this.#address };
    const reply = await dispatch(this.#services, origin, message, this.#onFault);
    if (this.#session.isAuthenticated) this.#welcome();
    else if (this.#services.credentials && !this.#socket.destroyed) this.#expectWord();
    // A cursor that was opened while its client went away has nobody to read it.
    if (this.#socket.destroyed) this.#services.cursors.killOf(this);
    else if (!message.isSilent) {
      this.#replies += 1;
      this.#socket.write(encodeReply(message, this.#replies, reply));
    }
  }
}
