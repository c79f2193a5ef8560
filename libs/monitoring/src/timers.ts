/*
 * Timers that need nothing of Node: the web app compiles this library.
 */

/** Waits. Throws the reason of the signal once that aborts. */
export const pause = (durationMs: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, durationMs);
    signal?.addEventListener('abort', abort, { once: true });
  });

/** Waits; ends early, and without a fault, when a signal aborts. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });

/** Does something later, unless the process ends before: this keeps none alive. */
export function later(action: () => void, durationMs: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(action, durationMs);
  if (isOfNode(timer)) timer.unref();
  return timer;
}

const isOfNode = (timer: unknown): timer is { unref(): unknown } =>
  typeof timer === 'object' && timer !== null && 'unref' in timer;
