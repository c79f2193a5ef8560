import type { DeadLetter, QueueFigures, UrgentOfTarget } from '@app/domain';
import type { Page } from './page.ts';

/**
 * The queue: it wakes workers and keeps time, never the truth. Nothing here rejects: while PostgreSQL is away a number
 * of jobs is kept, and those that are lost the reconciler enqueues again. A job carries the id of the request that it came
 * from, for the log of whoever does it; of several that are one job the first counts.
 */
export interface Queue {
  /** Wakes workers for urgent checks at their slots; those that somebody waits for go before confirmations. */
  enqueueChecks(checks: readonly UrgentOfTarget[], requestId?: string): Promise<void>;
  /** Wakes a worker for the lanes of channels that have messages, at once or at an instant. */
  enqueueLanes(laneIds: readonly string[], at: Date | null, requestId?: string): Promise<void>;
  /** How each queue does at the moment; null while PostgreSQL does not answer. */
  figures(): Promise<QueueFigures[] | null>;
  /** Vacuums the tables of the queue; false while PostgreSQL does not answer, and where it refuses. */
  vacuum(): Promise<boolean>;
  /** Jobs that failed for good, newest first; null while PostgreSQL does not answer. */
  deadLetters(query: { cursor: string | null; limit: number }): Promise<Page<DeadLetter> | null>;
  /** Puts such a job back; `none`: there is none with this id; null while PostgreSQL does not answer. */
  redriveDeadLetter(id: string): Promise<DeadLetter | 'none' | null>;
}
