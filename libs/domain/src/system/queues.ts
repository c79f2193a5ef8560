import * as z from 'zod';
import { OwnFigures, ProcessFigures } from './process-figures.ts';
import { LockedSecrets } from '../secrets/lock.ts';

const seconds = z.number().nonnegative().nullable();

/** How one queue does. */
export const QueueFigures = z.object({
  name: z.string(),
  /** Jobs that are due and wait for a worker. */
  waiting: z.int().nonnegative(),
  /** Jobs that are planned for later. */
  deferred: z.int().nonnegative(),
  active: z.int().nonnegative(),
  /** How long the oldest waiting job has been due; null when none waits. */
  oldestSeconds: seconds,
  /** Jobs of this queue that failed for good and are still kept. */
  deadLetters: z.int().nonnegative(),
  /** Those of the last hour. */
  newDeadLetters: z.int().nonnegative(),
});
export type QueueFigures = z.infer<typeof QueueFigures>;

/** A worker process as its signs of life show it. */
export const WorkerFigures = z.object({
  id: z.string(),
  startedAt: z.date(),
  seenAt: z.date(),
  /** Longest delay of its event loop between the last two signs of life, in milliseconds. */
  loopDelayMs: z.number(),
  checksPerMinute: z.number(),
  /** Checks that have begun and wait for a place. Missing for workers of older versions, as is the next one. */
  waitingChecks: z.int().nonnegative().optional(),
  /** Longest time that a check waited for its place between the last two signs of life, in milliseconds. */
  longestWaitMs: z.number().nonnegative().optional(),
  /** Work that fails again and again; missing while there is none. */
  stuck: z.object({ count: z.int().positive(), since: z.date(), example: z.string() }).optional(),
  /** When it last took up all unfinished work; missing for workers of older versions. */
  reconciledAt: z.date().optional(),
  /** Secrets that it cannot read; missing while it reads all of them. */
  locked: LockedSecrets.optional(),
  /** What the process tells of itself; missing for workers of older versions. */
  ...OwnFigures.partial().shape,
  /** Where it stands; missing where its settings say nothing. */
  region: z.string().optional(),
  /** Ways out of its machine that are away; missing while all work. */
  offline: z
    .array(
      z.object({
        since: z.date(),
        cause: z.enum(['no-route', 'link', 'gateway', 'canaries', 'silence']),
        family: z.enum(['IPv4', 'IPv6']).nullable(),
        gateway: z.string().nullable(),
      }),
    )
    .optional(),
});
export type WorkerFigures = z.infer<typeof WorkerFigures>;

/** Scheduled checks that should have begun a minute ago and that nobody runs. */
const OverdueFigures = z.object({
  /** Counted up to 1,000. */
  count: z.int().nonnegative(),
  oldestSeconds: seconds,
});
export type OverdueFigures = z.infer<typeof OverdueFigures>;

/** The machinery behind the checks: queues, workers and what they did not get done. */
export const SystemQueues = z.object({
  at: z.date(),
  /** Null while PostgreSQL does not answer. */
  queues: z.array(QueueFigures).nullable(),
  workers: z.array(WorkerFigures),
  /** Processes that answer people; missing where nobody asks for them. */
  apis: z.array(ProcessFigures).optional(),
  overdue: OverdueFigures,
});
export type SystemQueues = z.infer<typeof SystemQueues>;
