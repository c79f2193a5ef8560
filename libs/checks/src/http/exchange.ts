import type { Socket } from 'node:net';
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
export function exchange(hop: Hop, context: ExchangeContext): Promise<Answer> {
  const { signal, keepBody, followsRedirects } = context;
  const { clock } = context.trail;
  return new Promise<Answer>((resolve, reject) => {
    let socket: Socket | undefined;
    let isOpen = true;
    const settle = (outcome: () => void): void => {
      if (!isOpen) return;
      isOpen = false;
      clock.stop();
      signal.removeEventListener('abort', abort);
      socket?.destroy();
      outcome();
    };
    const abort = (): void => settle(() => reject(signal.reason as Error));
    const client = new Client(hop.url.origin, {
      allowH2: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      // undici's timers restart with every byte; the signal carries the one deadline.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_target, callback) => {
        openConnection(hop.url, context).then(
          (opened) => {
            socket = opened;
            clock.enter('first-byte');
            callback(null, opened);
          },
          (error: unknown) => callback(error as Error, null),
        );
      },
    });
    signal.addEventListener('abort', abort);
    client.dispatch(
      {
        path: hop.url.pathname + hop.url.search,
        method: hop.method,
        headers: [...hop.headers].flat(),
        body: hop.body,
        reset: true,
      },
      new AnswerHandler({
        clock,
        keepBody,
        followsRedirects,
        resolve: (answer) => settle(() => resolve(answer)),
        reject: (error) => settle(() => reject(error)),
      }),
    );
  });
}
