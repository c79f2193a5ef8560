import * as z from 'zod';
import { Id } from '../common/schema.ts';
import { Thresholds } from '../target/settings.ts';

/** Thresholds that decide when a target is down or slow; what is left out is as it is set. */
export const ReplayQuery = z.strictObject({
  targetId: Id,
  thresholds: Thresholds.pick({
    failuresToDown: true,
    successesToUp: true,
    slowMs: true,
    alertWhenSlow: true,
  }).partial(),
});
export type ReplayQuery = z.infer<typeof ReplayQuery>;

/** An alert that there was, and the one that there would be in its place; one of them may be missing. */
export const ReplayedItem = z.object({
  kind: z.enum(['down', 'slow']),
  was: z.object({ alertId: Id, since: z.date(), endedAt: z.date().nullable() }).nullable(),
  would: z
    .object({
      since: z.date(),
      openedAt: z.date(),
      endedAt: z.date().nullable(),
      /** How often the site went down, or slow, within it. */
      outages: z.int(),
      /** False where it depends on checks that would have been made and were not. */
      isCertain: z.boolean(),
    })
    .nullable(),
});
export type ReplayedItem = z.infer<typeof ReplayedItem>;

export const Replayed = z.object({
  from: z.date(),
  to: z.date(),
  /** Checks that were judged once more. */
  checks: z.int().nonnegative(),
  /** Newest first. */
  items: z.array(ReplayedItem),
});
export type Replayed = z.infer<typeof Replayed>;
