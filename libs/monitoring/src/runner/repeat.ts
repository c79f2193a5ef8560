import type { Log } from '../ports/log.ts';

export interface RepeatOptions {
  /** What is done, as the end of a sentence: `looking for due checks`. */
  name: string;
  /** From the end of one run to the start of the next. */
  everyMs: number;
  log: Log;
}

/** A task that is repeated until it is stopped. */
export interface Repeating {
  /** Resolves when the run that may be under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs a task again and again, never twice at once. A run that fails (a database is away) is logged when
 * the trouble begins and when it has ended, not every time.
 */
export function repeat(task: () => Promise<void>, options: RepeatOptions): Repeating {
  const stopping = new AbortController();
  const ended = loop(task, options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

async function loop(
  task: () => Promise<void>,
  { name, everyMs, log }: RepeatOptions,
  signal: AbortSignal,
): Promise<void> {
  let isFailing = false;
  while (!signal.aborted) {
    try {
      await task();
      if (isFailing) log.info({ task: name }, `${name} works again`);
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ task: name, err: error }, `${name} fails; trying on`);
      isFailing = true;
    }
    await pause(everyMs, signal);
  }
}

/** Resolves after a time, or when the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
