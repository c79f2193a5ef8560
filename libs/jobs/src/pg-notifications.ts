import type { QueueConnection } from './connection.ts';
import { packNotices, unpackNotices } from './pack-notices.ts';
import { subscribe } from './subscription.ts';

/** Wait for further notices before sending, so that a burst is one statement. */
const COALESCE_MS = 20;

export interface PgNotificationListener {
  onNotices: (notices: string[]) => void;
  /** Notices may be missed from now on. */
  onLost?: () => void;
  /** Notices come (again). */
  onListening?: () => void;
}

/**
 * Short notices to every process that listens, over NOTIFY. Equal ones within a few milliseconds are sent
 * once; those that cannot be sent are dropped, because every reader also looks for itself now and then.
 */
export class PgNotifications {
  readonly #connection: QueueConnection;
  readonly #channel: string;
  readonly #coalesceMs: number;
  readonly #pending = new Set<string>();

  constructor(connection: QueueConnection, name: string, coalesceMs = COALESCE_MS) {
    this.#connection = connection;
    this.#channel = `${connection.schema}_${name}`;
    this.#coalesceMs = coalesceMs;
  }

  /** Sends notices soon. */
  send(notices: readonly string[]): void {
    if (!this.#connection.isReady || notices.length === 0) return;
    if (this.#pending.size === 0) setTimeout(() => void this.#flush(), this.#coalesceMs);
    for (const notice of notices) this.#pending.add(notice);
  }

  /** Listens for as long as the connection lives, over every loss of the database. */
  listen(listener: PgNotificationListener): void {
    let close: (() => Promise<void>) | null = null;
    const end = async (): Promise<void> => {
      const last = close;
      close = null;
      await last?.();
    };
    this.#connection.watch({
      onReady: () => {
        void this.#connection.attempt(async () => {
          await end();
          close = await subscribe({
            url: this.#connection.url,
            channel: this.#channel,
            onPayload: (payload) => listener.onNotices(unpackNotices(payload)),
            onListening: () => listener.onListening?.(),
          });
        });
      },
      onAway: () => {
        void end();
        listener.onLost?.();
      },
      onStop: end,
    });
  }

  async #flush(): Promise<void> {
    const payloads = packNotices([...this.#pending]);
    this.#pending.clear();
    for (const payload of payloads) {
      await this.#connection.attempt((boss) =>
        boss.getDb().executeSql('SELECT pg_notify($1, $2)', [this.#channel, payload]),
      );
    }
  }
}
