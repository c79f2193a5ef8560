/** An answer did not come in time. */
export class LateError extends Error {
  constructor() {
    super('No answer in time.');
    this.name = 'LateError';
  }
}

/**
 * Waits for an answer for so many milliseconds at most. An answer that has arrived while this process was busy with other things
 * is in time. Rejects with a `LateError`.
 */
export async function within<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => setImmediate(reject, new LateError()), limitMs);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
