import type { OwnFigures } from '@app/domain/backups';
import type { ServerClock } from '../ports/server-clock.ts';

/** The clock of the document store is asked this often at most. */
const CLOCK_MS = 30_000;

/** What a process knows of itself without asking anybody. */
export type OwnProcess = Omit<OwnFigures, 'clockMs'>;

/** Makes the function that says what a process tells of itself with each sign of life. */
export function createOwnFigures(
  read: () => OwnProcess,
  serverClock: ServerClock,
): () => Promise<OwnFigures> {
  let clockMs: number | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - askedAt >= CLOCK_MS) {
      askedAt = performance.now();
      clockMs = await serverClock.aheadMs();
    }
    return { ...read(), clockMs };
  };
}
