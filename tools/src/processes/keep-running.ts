import { setTimeout as sleep } from 'node:timers/promises';
import { inOneLine } from '../refusal.ts';
import type { Part, Running } from './part.ts';

export interface KeepOptions {
  /** Told in one line whenever the part has ended or could not be started again. */
  readonly onTrouble: (line: string) => void;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  /** After running this long the next pause is the first one again. */
  readonly healthyAfterMs?: number;
}

/** A part that is kept running. */
export interface Kept {
  readonly name: string;
  /** Resolves with the way the first run ended. */
  readonly firstEnd: Promise<string>;
  /** Ends it for good. */
  stop(graceMs: number): Promise<void>;
  /** Ends it for good, at once. */
  kill(): void;
}

/**
 * Starts a part and starts it again whenever it ends, with pauses that double from 0.5 s to 30 s
 * and begin anew after a minute of health. Rejects when the first start fails.
 */
export async function keepRunning(part: Part, options: KeepOptions): Promise<Kept> {
  const { onTrouble, firstPauseMs = 500, longestPauseMs = 30_000 } = options;
  const { healthyAfterMs = 60_000 } = options;
  const stopping = new AbortController();
  let running: Running | undefined = await part.start();
  const firstEnd = running.exited;

  const isStopping = () => stopping.signal.aborted;

  const keep = async () => {
    let pauseMs = firstPauseMs;
    let startedAt = performance.now();
    for (;;) {
      if (running) {
        const how = await running.exited;
        if (isStopping()) return;
        if (performance.now() - startedAt >= healthyAfterMs) pauseMs = firstPauseMs;
        onTrouble(`The ${part.name} ended (${how}); starting it again in ${seconds(pauseMs)}.`);
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      startedAt = performance.now();
      try {
        running = await part.start();
        // Told to stop while it was starting: the one who told us could not reach it yet.
        if (isStopping()) running.kill();
      } catch (error) {
        running = undefined;
        onTrouble(
          `The ${part.name} did not start: ${inOneLine(error)} Next try in ${seconds(pauseMs)}.`,
        );
      }
    }
  };
  const kept = keep();

  return {
    name: part.name,
    firstEnd,
    stop: async (graceMs) => {
      stopping.abort();
      await running?.stop(graceMs);
      await kept;
    },
    kill: () => {
      stopping.abort();
      running?.kill();
    },
  };
}

const seconds = (ms: number) => `${String(ms / 1_000)} s`;
