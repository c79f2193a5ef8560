const DAY_MS = 86_400_000;

/** How long a bucket of results is kept after its hour (DESIGN section 2: daily records outlive it). */
export const RESULT_RETENTION_MS = 35 * DAY_MS;

/** How long the last sign of life of a worker that is gone stays visible, in seconds. */
export const WORKER_BEAT_RETENTION_S = 3_600;
