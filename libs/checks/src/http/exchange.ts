import { Client } from 'undici';
import { AnswerHandler } from './answer-handler.ts';
import type { Answer } from './answer.ts';
import { MAX_HEAD_BYTES } from './budget.ts';
import { Collector } from './collector.ts';
import { DeadlineError } from './failure/timeout-failure.ts';
import { openConnection } from './open-connection.ts';
import { isRefusedHead, requestLeniently } from './lenient/request.ts';
import { requestHttp2, wantsHttp2 } from './http2.ts';
import type { Hop } from './redirect.ts';
import { requestTarget } from './request-target.ts';
import type { Alpn } from './secure.ts';
import type { ExchangeContext, Speaker } from './speaker.ts';
import { meterWire, unmeterWire } from './wire-meter.ts';

const speakUndici: Speaker = (hop, socket, { collector, context, onResume }) => {
  const { clock } = context.trail;
  const client = new Client(hop.url.origin, {
    allowH2: false,
    maxHeaderSize: MAX_HEAD_BYTES,
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
  const handler = new AnswerHandler(collector, clock, () => {
    meterWire(socket, collector);
  });
  onResume(() => {
    handler.resume();
  });
  client.dispatch(
    {
      path: requestTarget(hop.url),
      method: hop.method,
      headers: [...hop.headers].flat(),
      body: hop.body,
      reset: true,
    },
    handler,
  );
};

async function converse(
  hop: Hop,
  context: ExchangeContext,
  { alpn, speak }: { alpn: Alpn; speak: Speaker },
): Promise<Answer> {
  const { signal, trail, expected, followsRedirects, timeoutMs } = context;
  const { clock } = trail;
  const socket = await openConnection(hop.url, context, alpn);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let resume = (): void => undefined;
  const collector = new Collector({
    clock,
    expected,
    followsRedirects,
    timeoutMs,
    resolve,
    reject,
    stop: () => socket.destroy(),
    resume: () => {
      resume();
    },
  });
  const abort = (): void => {
    const reason = signal.reason as Error;
    if (!(reason instanceof DeadlineError && collector.deadline())) reject(reason);
  };
  signal.addEventListener('abort', abort);
  try {
    const onResume = (next: () => void): void => {
      resume = next;
    };
    speak(hop, socket, { collector, context, onResume });
    return await promise;
  } finally {
    clock.stop();
    signal.removeEventListener('abort', abort);
    collector.dispose();
    unmeterWire(collector);
    socket.destroy();
  }
}

/**
 * Sends one request on a connection of its own and closes it. Rejects with the error of whatever broke first, or
 * with the reason of the signal. A server that takes part in HTTP/2 only, or whose head breaks rules that browsers
 * do not insist on, is asked once more in its own way; then the time of the first try does not count.
 */
export async function exchange(hop: Hop, context: ExchangeContext): Promise<Answer> {
  const { clock } = context.trail;
  const before = { ...clock.phases };
  try {
    const answer = await converse(hop, context, { alpn: 'http/1.1', speak: speakUndici });
    if (!wantsHttp2(hop.url, answer)) return answer;
    clock.rewind(before);
    return await converse(hop, context, { alpn: 'h2', speak: requestHttp2 }).catch(() => answer);
  } catch (error) {
    const other = wantsHttp2(hop.url, error)
      ? ({ alpn: 'h2', speak: requestHttp2 } as const)
      : isRefusedHead(error)
        ? ({ alpn: 'http/1.1', speak: requestLeniently } as const)
        : null;
    if (!other || context.signal.aborted) throw error;
    if (other.speak === requestLeniently) context.trail.repeats++;
    clock.rewind(before);
    return converse(hop, context, other);
  }
}
