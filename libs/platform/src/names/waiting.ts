import type { Reply } from './reply.ts';

/** How long the other family is waited for once one has addresses: IPv6 by RFC 8305 section 3, IPv4 as the last resort. */
const WAIT_AFTER_MS = { 4: 50, 6: 250 } as const;

/** Settles like the promise, or with what is left to say when the signal aborts first. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  fallback: () => T,
): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.resolve(fallback());
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      resolve(fallback());
    };
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}

/**
 * The replies as far as they are worth waiting for: all of them, or the one with addresses and what comes soon after
 * it. None when the signal aborts before that.
 */
export function gather(
  asked: readonly (Reply | Promise<Reply>)[],
  signal: AbortSignal | undefined,
): Promise<readonly Reply[]> {
  const { promise, resolve } = Promise.withResolvers<readonly Reply[]>();
  const replies: (Reply | undefined)[] = asked.map(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    const there = replies.filter((reply) => reply !== undefined);
    const isEnough = there.length === asked.length || there.some(({ code }) => code === null);
    resolve(isEnough ? there : []);
  };
  const take = (reply: Reply, index: number): void => {
    replies[index] = reply;
    const [first] = reply.addresses;
    if (!replies.includes(undefined)) end();
    else if (first) timer ??= setTimeout(end, WAIT_AFTER_MS[first.family]);
  };
  for (const [index, one] of asked.entries()) {
    void Promise.resolve(one).then((reply) => {
      take(reply, index);
    });
  }
  if (signal?.aborted) end();
  else signal?.addEventListener('abort', end);
  return promise;
}
