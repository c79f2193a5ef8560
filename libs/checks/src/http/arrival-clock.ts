import type { Clock } from './phase-clock.ts';

/**
 * A clock that stands still within a turn of the event loop: it tells when the first of the answers that this
 * turn hands out was handled. The others had arrived by then too and only queue behind each other.
 */
export function arrivalClock(now: Clock): Clock {
  let turn: number | null = null;
  return () => {
    if (turn === null) {
      turn = now();
      // Immediates run when all that had arrived is handed out.
      setImmediate(() => {
        turn = null;
      });
    }
    return turn;
  };
}
