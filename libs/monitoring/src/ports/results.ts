import type { Check } from '@app/domain';
import type { CarriedChecks } from './targets.ts';

/** Results of targets in buckets of an hour; kept for 35 days. */
export interface ResultStore {
  /** Appends checks, those of a target in order; checks that a bucket already holds are ignored. */
  append(carried: readonly CarriedChecks[]): Promise<void>;
  /**
   * Checks with `from <= slot < to`, oldest first, those of one bucket at a time: a few buckets are held at most,
   * however long the range is.
   */
  range(targetId: string, from: Date, to: Date): AsyncIterable<Check[]>;
  /** The newest checks whose slot is not after an instant, newest first. */
  newest(targetId: string, limit: number, upTo: Date): Promise<Check[]>;
  eraseTarget(targetId: string): Promise<void>;
}
