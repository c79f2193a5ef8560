import * as z from 'zod';

/** Slower, and what waits would be old when it comes; faster, and one channel would take the worker's time. */
const SLOWEST = 0.05;
const FASTEST = 20;

/** Messages a second that a channel is told at most, instead of what is usual for its kind. */
export const MaxPerSecond = z
  .number({ error: 'Give a number of messages a second.' })
  .min(SLOWEST, { error: `At least ${SLOWEST}: one message in ${1 / SLOWEST} s.` })
  .max(FASTEST, { error: `At most ${FASTEST} messages a second.` });
