const FIRST_PAUSE_MS = 250;

/** An attempt that has less time than this left is not worth starting. */
export const MIN_ATTEMPT_MS = 500;

/**
 * Pause after the given number of failed attempts: 250 ms, doubled each time, spread by half in both directions so
 * that targets that fail together are not asked again together.
 */
export const backoffMs = (failedAttempts: number, random: () => number = Math.random): number =>
  FIRST_PAUSE_MS * 2 ** (failedAttempts - 1) * (0.5 + random());
