import type { Resolver } from '../names/resolver.ts';

/** A resolver that rejects with the reason of the signal as soon as it aborts, made of one that may not listen to it. */
export const abortable =
  (resolver: Resolver): Resolver =>
  async (host, family, signal) => {
    if (!signal) return resolver(host, family);
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = (): void => {
      // A resolver that does listen says more than the reason does, and goes first.
      setImmediate(() => {
        reject(signal.reason as Error);
      });
    };
    signal.addEventListener('abort', abort);
    try {
      return await Promise.race([resolver(host, family, signal), aborted]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  };
