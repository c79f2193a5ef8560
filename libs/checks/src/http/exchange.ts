import { Buffer } from 'node:buffer';
import { request } from 'node:http';
import type { Answer } from './answer.ts';
import { openConnection, type ConnectionContext } from './open-connection.ts';
import { readAnswer } from './read-answer.ts';
import type { Hop } from './redirect.ts';

/** More than any browser-facing server sends, and little enough to hold in memory. */
const MAX_HEADER_BYTES = 32_768;

/** Methods whose requests tell the length of their body even when there is none (RFC 9110 8.6). */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** What all requests of an attempt share. */
export interface ExchangeContext extends ConnectionContext {
  /** Keep the bytes of the body for a search. */
  readonly keepBody: boolean;
  readonly followsRedirects: boolean;
}

/** Names and values in turn, as they are sent. */
function headerLines({ url, method, headers, body }: Hop): string[] {
  const lines = ['host', url.host, 'connection', 'close'];
  for (const [name, value] of headers) lines.push(name, value);
  if (body !== null || WITH_BODY.has(method)) {
    lines.push('content-length', String(Buffer.byteLength(body ?? '')));
  }
  return lines;
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
    const sent = request({
      createConnection: () => socket,
      method: hop.method,
      path: hop.url.pathname + hop.url.search,
      headers: headerLines(hop),
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    readAnswer(sent, { clock, keepBody, followsRedirects, resolve, reject });
    sent.end(hop.body ?? undefined);
    clock.enter('first-byte');
    return await promise;
  } finally {
    clock.stop();
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}
