import postgres from 'postgres';

export interface SubscriptionOptions {
  /** `postgres://` url of the database. */
  url: string;
  channel: string;
  onPayload: (payload: string) => void;
  /** Notices come now, or again after the connection was lost and came back by itself. */
  onListening: () => void;
}

const CONNECT_TIMEOUT_SECONDS = 5;

/**
 * A connection of its own that listens to one channel, until it is closed. Not pg-boss' own listener: that
 * one drops its error handler before its socket, and a database that stops just then ends the process.
 */
export async function subscribe(options: SubscriptionOptions): Promise<() => Promise<void>> {
  const sql = postgres(options.url, {
    max: 1,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    fetch_types: false,
    onnotice: () => undefined,
  });
  const close = (): Promise<void> => sql.end({ timeout: 0 });
  try {
    await sql.listen(options.channel, options.onPayload, options.onListening);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}
