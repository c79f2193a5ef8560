import { type SystemQueues, WORKER_MISSING_MS, type WorkerFigures } from '@app/domain';
import { WORKER_FORGOTTEN_MS } from '@app/domain/backups';

export interface WorkerRow {
  worker: WorkerFigures;
  /** No sign of life for so long that its work is given to others. */
  isMissing: boolean;
}

/**
 * Workers that are there or should be, the missing ones first; one that is gone for longer was removed on purpose, as the
 * health of the system says, too. One that said farewell has the first instant of all.
 */
export function workerRows({ at, workers }: Pick<SystemQueues, 'at' | 'workers'>): WorkerRow[] {
  const age = ({ seenAt }: WorkerFigures): number => at.getTime() - seenAt.getTime();
  return workers
    .filter((worker) => age(worker) < WORKER_FORGOTTEN_MS)
    .map((worker) => ({ worker, isMissing: age(worker) >= WORKER_MISSING_MS }))
    .sort(
      (a, b) =>
        Number(b.isMissing) - Number(a.isMissing) ||
        a.worker.startedAt.getTime() - b.worker.startedAt.getTime(),
    );
}
