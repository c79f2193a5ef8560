import type { Log } from '@app/monitoring';
import { createClient, ErrorReply, type RedisClientType } from '@redis/client';
import { LateError, within } from './within.ts';

/** How Redis does: it answers, it refuses what it is asked (with its own word for why), or it does not answer since an instant. */
export type RedisState =
  | { readonly is: 'there' }
  | { readonly is: 'refusing'; readonly why: string }
  | { readonly is: 'away'; readonly since: Date };

export interface RedisLinkOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly now: () => Date;
}

/** Longest time that anybody waits for Redis: making an answer takes about as long. */
const WAIT_MS = 50;
const LOOK_MS = 500;
const PING_MS = 2_000;
/** A connection on which nothing comes for this long is given up. */
const SILENT_MS = 5_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;
const MOST_WAITING = 1_000;
/** So long after a refusal it is still told. */
const TOLD_MS = 60_000;

type Client = RedisClientType;

/**
 * A connection to Redis that nobody ever waits for: while Redis is away or slow each question is refused at once. It
 * comes back by itself.
 */
export class RedisLink {
  readonly #options: RedisLinkOptions;
  #client: Client;
  #isClosed = false;
  /** Since when it does not answer; null while it does. */
  #awaySince: Date | null;
  #refusal: { readonly why: string; readonly at: Date } | null = null;
  #look: NodeJS.Timeout | undefined;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.#awaySince = options.now();
    this.#client = this.#open();
  }

  get state(): RedisState {
    if (this.#awaySince) return { is: 'away', since: this.#awaySince };
    const refusal = this.#refusal;
    const isToldStill = refusal && +this.#options.now() - +refusal.at < TOLD_MS;
    return isToldStill ? { is: 'refusing', why: refusal.why } : { is: 'there' };
  }

  /** Asks something. Rejects within 50 ms: at once while Redis is away, and with its own error where it refuses. */
  async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    if (this.#awaySince) throw new LateError();
    const answer = question(this.#client);
    // It may come, or fail, when nobody waits for it any more.
    answer.catch(() => undefined);
    try {
      return await within(answer, WAIT_MS);
    } catch (error) {
      if (error instanceof ErrorReply) this.#noteRefusal(error);
      else this.#lose(error);
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#look);
    if (this.#client.isOpen) this.#client.destroy();
  }

  #open(): Client {
    const client: Client = createClient({
      url: this.#options.url,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MOST_WAITING,
      pingInterval: PING_MS,
      socket: {
        connectTimeout: SILENT_MS,
        socketTimeout: SILENT_MS,
        reconnectStrategy: (tries) => Math.min(FIRST_DELAY_MS * 2 ** tries, LONGEST_DELAY_MS),
      },
    });
    client.on('ready', () => this.#regain());
    client.on('error', (error: unknown) => this.#fail(client, error));
    // It goes on trying until it is closed.
    client.connect().catch(() => undefined);
    return client;
  }

  /** After an answer that cannot be read nobody knows which question the next one is for. */
  #fail(client: Client, error: unknown): void {
    if (this.#isClosed || client !== this.#client) return;
    if (client.isReady && error instanceof ErrorReply) return;
    this.#lose(error);
    if (!client.isReady) return;
    client.destroy();
    this.#lookLater(() => {
      this.#client = this.#open();
    });
  }

  #lose(error: unknown): void {
    if (this.#isClosed) return;
    if (!this.#awaySince) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.log.warn({ reason }, 'Redis does not answer; the product goes on without it');
      this.#awaySince = this.#options.now();
    }
    // A connection that is broken is opened anew by the client.
    if (this.#client.isReady) this.#lookLater(() => this.#ask());
  }

  #lookLater(look: () => void): void {
    clearTimeout(this.#look);
    this.#look = setTimeout(look, LOOK_MS);
    this.#look.unref();
  }

  /** Looks whether a connection that was slow answers in time again. */
  #ask(): void {
    if (this.#isClosed || !this.#client.isReady) return;
    const client = this.#client;
    const answer = client.ping();
    within(answer, WAIT_MS).then(
      () => this.#regain(),
      () => {
        // The next question waits until this one has its answer: none piles up.
        const next = (): void => this.#lookLater(() => this.#ask());
        if (client === this.#client) void answer.then(next, () => undefined);
      },
    );
  }

  #regain(): void {
    if (!this.#awaySince || this.#isClosed) return;
    this.#awaySince = null;
    this.#options.log.info({}, 'Redis is there');
  }

  #noteRefusal({ message }: ErrorReply): void {
    // Its first word says which kind it is (OOM, READONLY, NOPERM), the rest may quote what was asked.
    this.#refusal = { why: message.split(' ')[0] ?? message, at: this.#options.now() };
  }
}
