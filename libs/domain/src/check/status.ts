import * as z from 'zod';

/** What a target shows. */
export const Status = z.enum(['pending', 'up', 'degraded', 'down', 'unknown', 'paused']);
export type Status = z.infer<typeof Status>;

/** Order of a list that shows the worst first. */
export const STATUS_RANK: Record<Status, number> = {
  down: 0,
  unknown: 1,
  degraded: 2,
  pending: 3,
  up: 4,
  paused: 5,
};
