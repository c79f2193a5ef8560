import { Client } from 'undici';
import { AnswerHandler } from './answer-handler.ts';
import type { Answer } from './answer.ts';
import { openConnection, type ConnectionContext } from './open-connection.ts';
import type { Hop } from './redirect.ts';

/** More than any browser-facing server sends, and little enough to hold in memory. */
const MAX_HEADER_BYTES = 32_768;

/** What all requests of an attempt share. */
export interface ExchangeContext extends ConnectionContext {
  /** Keep the bytes of the body for a search. */
  readonly keepBody: boolean;
  readonly followsRedirects: boolean;
}

/**
 * Sends one request on a connection of its own and closes it. Rejects with the error of whatever broke first, or
 * with the reason of the signal.
 */
export async function exchange(hop: Hop, context: ExchangeContext): Promise<Answer> {
  const { signal, trail, keepBody, followsRedirects } = context;
  const { clock } = trail;
  const socket = await openConnection(hop.url, context);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const abort = (): void => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', abort);
  try {
    const client = new Client(hop.url.origin, {
      allowH2: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      // undici's timers restart with every byte; the signal carries the one deadline.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_target, callback) => {
        // undici is not made for a connection that is there at once.
        queueMicrotask(() => {
          callback(null, socket);
          clock.enter('first-byte');
        });
      },
    });
    client.dispatch(
      {
        path: hop.url.pathname + hop.url.search,
        method: hop.method,
        headers: [...hop.headers].flat(),
        body: hop.body,
        reset: true,
      },
      new AnswerHandler({ clock, keepBody, followsRedirects, resolve, reject }),
    );
    return await promise;
  } finally {
    clock.stop();
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}
