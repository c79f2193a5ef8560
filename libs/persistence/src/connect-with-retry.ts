import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@app/monitoring';
import { createConnection, type Connection } from 'mongoose';
import { clientOptions, type ConnectOptions } from './connect.ts';
import { prepareData, type PrepareOptions, refuseNewerData } from './prepare-data.ts';
import { UnusableDataError } from './unusable-data-error.ts';

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

export interface RetryOptions extends ConnectOptions, Pick<PrepareOptions, 'beforeUpgrade'> {
  readonly log: Log;
  /** Leaves the data as they are: indexes and older forms are the business of those who write. */
  readonly isReadOnly?: boolean;
  /** Version of this program. */
  readonly writtenBy?: string;
  /** Told once that the data cannot be used by this version, at the start or because a newer one has begun since. */
  readonly onUnusable?: (error: UnusableDataError) => void;
}

/** How often it is looked whether a newer version has brought the data into a form that this one does not read. */
const FORMAT_LOOK_MS = 30_000;

/**
 * Opens a connection pool that waits for its server, however long that takes, and comes back after every
 * loss. Each change of state is one line in the log.
 */
export function connectWithRetry({
  log,
  isReadOnly = false,
  writtenBy = 'unknown',
  beforeUpgrade,
  onUnusable = () => undefined,
  ...options
}: RetryOptions): ReconnectingConnection {
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

  let looking: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    try {
      await refuseNewerData(connection);
    } catch (error) {
      if (!(error instanceof UnusableDataError) || closing.signal.aborted) return;
      clearInterval(looking);
      onUnusable(error);
    }
  };

  async function open(): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    while (!closing.signal.aborted) {
      try {
        await connection.openUri(options.uri, clientOptions(options));
        if (isReadOnly) await refuseNewerData(connection);
        else await prepareData(connection, { writtenBy, beforeUpgrade, signal: closing.signal });
        looking = setInterval(() => void look(), FORMAT_LOOK_MS);
        looking.unref();
        regain();
        return;
      } catch (error) {
        if (error instanceof UnusableDataError) {
          onUnusable(error);
          return;
        }
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
      clearInterval(looking);
      await connection.close();
      await ready;
    },
  };
}
