/** How long the last sign of life of a worker that is gone stays visible, in seconds. */
export const WORKER_BEAT_RETENTION_S = 3_600;

/** How long counted calls are kept after their window, in seconds. */
export const CALL_WINDOW_RETENTION_S = 60;

/** How long it is known that somebody flooded the api, in seconds. */
export const FLOOD_RETENTION_S = 86_400;

/**
 * How long the turns of a registry server that nobody asks are kept, in seconds: longer than the longest
 * pause, which is a day, and than the six hours that its budget counts.
 */
export const TURN_RETENTION_S = 7 * 86_400;
