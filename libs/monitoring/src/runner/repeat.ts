import type { Log } from '../ports/log.ts';
import { sleep } from '../timers.ts';

export interface RepeatOptions {
  /** What is done, as the end of a sentence: `looking for due checks`. */
  name: string;
  /** From the end of one run to the start of the next, at most. */
  everyMs: number;
  /** Asked after each run: when there is something to do before that. */
  nextAt?: () => Date | null;
  log: Log;
}

/** What is due at nearly the same moment is done together. */
const SHORTEST_MS = 100;

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
  { name, everyMs, nextAt = () => null, log }: RepeatOptions,
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
    const next = nextAt();
    const leftMs = next ? next.getTime() - Date.now() : everyMs;
    // What is due and has just failed waits for its turn: no circles.
    const waitMs = isFailing && leftMs <= 0 ? everyMs : Math.max(SHORTEST_MS, leftMs);
    await sleep(Math.min(everyMs, waitMs), signal);
  }
}
