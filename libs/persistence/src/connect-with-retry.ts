import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@app/monitoring';
import { createConnection, type Connection } from 'mongoose';
import { clientOptions, ensureIndexes, type ConnectOptions } from './connect.ts';

export interface ReconnectingConnection {
  /** Usable at once; operations fail with errors of the driver while the server is away. */
  connection: Connection;
  /** Resolves once the server was reached and has its indexes (or need not have them), or when `close` was called. */
  ready: Promise<void>;
  /** Resolves when the server answers now. */
  ping: () => Promise<void>;
  close: () => Promise<void>;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/**
 * Opens a connection pool that waits for its server, however long that takes, and comes back after every
 * loss. Each change of state is one line in the log.
 *
 * @param isReadOnly leaves the data as they are: indexes and older forms are the business of those who write
 */
export function connectWithRetry({
  log,
  isReadOnly = false,
  ...options
}: ConnectOptions & { log: Log; isReadOnly?: boolean }): ReconnectingConnection {
  const connection = createConnection();
  // Without this, operations before the first connection would wait instead of failing.
  connection.set('bufferCommands', false);
  const closing = new AbortController();
  let isAway = false;
  const lose = (reason: string): void => {
    if (isAway || closing.signal.aborted) return;
    isAway = true;
    log.warn({ reason }, 'MongoDB cannot be reached; trying on');
  };
  const regain = (): void => {
    if (isAway) log.info({}, 'MongoDB is there');
    isAway = false;
  };
  connection.on('disconnected', () => lose('the connection was lost'));
  connection.on('reconnected', regain);

  async function open(): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    while (!closing.signal.aborted) {
      try {
        await connection.openUri(options.uri, clientOptions(options));
        if (!isReadOnly) await ensureIndexes(connection);
        regain();
        return;
      } catch (error) {
        lose(error instanceof Error ? error.message : 'unknown');
      }
      await sleep(delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    }
  }

  const ready = open();
  return {
    connection,
    ready,
    ping: async () => {
      if (!connection.db) throw new Error('MongoDB has not been reached yet.');
      await connection.db.command({ ping: 1 });
    },
    close: async () => {
      closing.abort();
      await connection.close();
      await ready;
    },
  };
}
