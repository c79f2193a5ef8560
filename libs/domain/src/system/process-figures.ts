import * as z from 'zod';
import { LockedSecrets } from '../secrets/lock.ts';

/** What a process tells of itself with each sign of life. */
export const OwnFigures = z.object({
  /** Host and number of the process: what people look for it by. */
  name: z.string(),
  version: z.string(),
  memoryBytes: z.number().nonnegative(),
  /** What its machine, or its container, could still give it. */
  freeMemoryBytes: z.number().nonnegative(),
  /** Lines of errors that it wrote within the last minute. */
  errorsPerMinute: z.number().nonnegative(),
  /** How far the clock of the document store is ahead of its own, in milliseconds; null where that is not known. */
  clockMs: z.number().nullable(),
});
export type OwnFigures = z.infer<typeof OwnFigures>;

/** A process that answers people, as its signs of life show it. */
export const ProcessFigures = z.object({
  id: z.string(),
  startedAt: z.date(),
  at: z.date(),
  /** Longest delay of its event loop between the last two signs of life, in milliseconds. */
  loopDelayMs: z.number(),
  ...OwnFigures.shape,
  /** Secrets that it cannot read; missing while it reads all of them. */
  locked: LockedSecrets.optional(),
});
export type ProcessFigures = z.infer<typeof ProcessFigures>;
