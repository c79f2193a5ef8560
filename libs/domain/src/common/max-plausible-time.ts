/**
 * Clocks of machines differ a little. What is dated further ahead than this was written by a clock that was ahead.
 * Less than two of the shortest intervals, so that what is not noticed holds nothing up for long.
 */
const AHEAD_MS = 30_000;

/** The latest instant that can be true at `now`, whichever machine wrote it. */
export const maxPlausibleTime = (now: Date): Date => new Date(now.getTime() + AHEAD_MS);
