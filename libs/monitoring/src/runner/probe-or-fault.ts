import type { Log } from '../ports/log.ts';

/** Runs a probe. What it rejects with is a fault of ours, which the log tells; the check has `fault` for its result. */
export async function probeOrFault<T>(
  probe: () => Promise<T>,
  fault: T,
  { signal, log, about }: { signal: AbortSignal | undefined; log: Log; about: object },
): Promise<T> {
  try {
    return await probe();
  } catch (error) {
    signal?.throwIfAborted();
    log.error({ ...about, err: error }, 'the probe itself failed');
    return fault;
  }
}
