import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { hostOfUrl, portOfUrl } from '@app/domain';
import { connectGuarded, type EgressGuard, type IpFamily } from '@app/platform';
import { Client } from 'undici';
import { AnswerHandler } from './answer-handler.ts';
import type { Answer } from './answer.ts';
import type { Hop } from './redirect.ts';
import { secure } from './secure.ts';
import type { Trail } from './trail.ts';

/** More than any browser-facing server sends, and little enough to hold in memory. */
const MAX_HEADER_BYTES = 32_768;

/** What all requests of an attempt share. */
export interface ExchangeContext {
  readonly guard: EgressGuard;
  readonly secureContext: () => SecureContext;
  readonly family: IpFamily;
  readonly verifyTls: boolean;
  readonly keepBody: boolean;
  readonly followsRedirects: boolean;
  readonly attemptTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly trail: Trail;
}

async function open(hop: Hop, context: ExchangeContext): Promise<Socket> {
  const { trail, guard, family, attemptTimeoutMs, signal } = context;
  const host = hostOfUrl(hop.url);
  const socket = await connectGuarded(guard, {
    host,
    port: portOfUrl(hop.url),
    family,
    attemptTimeoutMs,
    signal,
    onResolved: ([first]) => {
      trail.address = first?.address ?? null;
      trail.clock.enter('connect');
    },
  });
  trail.address = socket.remoteAddress ?? trail.address;
  if (hop.url.protocol === 'http:') return socket;
  trail.clock.enter('tls');
  return secure(socket, {
    host,
    verify: context.verifyTls,
    context: context.secureContext(),
    signal,
  });
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
    const client = new Client(hop.url.origin, {
      allowH2: false,
      maxHeaderSize: MAX_HEADER_BYTES,
      // undici's timers restart with every byte; the signal carries the one deadline.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_target, callback) => {
        open(hop, context).then(
          (opened) => {
            socket = opened;
            clock.enter('first-byte');
            callback(null, opened);
          },
          (error: unknown) => {
            callback(error as Error, null);
          },
        );
      },
    });
    let isOpen = true;
    const settle = (outcome: () => void): void => {
      if (!isOpen) return;
      isOpen = false;
      clock.stop();
      signal.removeEventListener('abort', abort);
      socket?.destroy();
      outcome();
    };
    const abort = (): void => {
      settle(() => {
        reject(signal.reason as Error);
      });
    };
    const handler = new AnswerHandler({
      clock,
      keepBody,
      followsRedirects,
      resolve: (answer) => {
        settle(() => {
          resolve(answer);
        });
      },
      reject: (error) => {
        settle(() => {
          reject(error);
        });
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
      handler,
    );
  });
}
