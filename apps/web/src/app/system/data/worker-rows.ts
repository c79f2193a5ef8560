import { type SystemQueues, WORKER_MISSING_MS, type WorkerFigures } from '@app/domain';

export interface WorkerRow {
  worker: WorkerFigures;
  /** No sign of life for so long that its work is given to others. */
  isMissing: boolean;
}

/** After this time a worker that is missing is no news any more. */
const FORGOTTEN_MS = 86_400_000;

/** Workers that are there or should be, the missing ones first. One that said farewell has the first instant of all. */
export function workerRows({ at, workers }: Pick<SystemQueues, 'at' | 'workers'>): WorkerRow[] {
  const age = ({ seenAt }: WorkerFigures): number => at.getTime() - seenAt.getTime();
  return workers
    .filter((worker) => age(worker) < FORGOTTEN_MS)
    .map((worker) => ({ worker, isMissing: age(worker) >= WORKER_MISSING_MS }))
    .sort(
      (a, b) =>
        Number(b.isMissing) - Number(a.isMissing) ||
        a.worker.startedAt.getTime() - b.worker.startedAt.getTime(),
    );
}
