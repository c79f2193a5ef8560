import { describeSending, RECONCILER_MISSING_MS } from '@app/domain';
import { type Log, repeat, type Repeating } from '@app/monitoring';
import type { Ping } from '@app/notifications';

/** How often the service outside hears from us. */
export const SIGN_OF_LIFE_MS = 60_000;

export interface SignOfLifeParts {
  ping: (signal: AbortSignal) => Promise<Ping>;
  /** When unfinished work was last taken up; null when it has not been yet. */
  reconciledAt: () => Date | null;
  now: () => Date;
  log: Log;
}

/**
 * Tells a service outside every minute that alerts are worked on, so that somebody hears of it when the whole monitor is
 * gone. Silent while unfinished work is not taken up: then the alarm outside is right.
 */
export function giveSignsOfLife({ ping, reconciledAt, now, log }: SignOfLifeParts): Repeating {
  const stopping = new AbortController();
  const repeating = repeat(
    async () => {
      const last = reconciledAt();
      if (!last || now().getTime() - last.getTime() >= RECONCILER_MISSING_MS) return;
      const { isHeard, fact } = await ping(stopping.signal);
      if (!isHeard) throw new Error(describeSending(fact));
    },
    { name: 'giving a sign of life outside', everyMs: SIGN_OF_LIFE_MS, log },
  );
  return {
    stop: async () => {
      stopping.abort(new Error('The worker stops.'));
      await repeating.stop();
    },
  };
}
