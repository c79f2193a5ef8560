import type { DailyRecord } from '@app/domain/stats';

/** The record of a target's day. */
export interface DayOfTarget {
  targetId: string;
  record: DailyRecord;
}

/** Records of days that are over. A day without one is still to be counted, or was not watched. */
export interface DailyStore {
  /** Records from one day to another (`2026-03-29`), both included, oldest first. */
  range(targetId: string, fromDay: string, toDay: string): Promise<DailyRecord[]>;
  /** Stores records in place of those that there are. */
  put(days: readonly DayOfTarget[]): Promise<void>;
  eraseTarget(targetId: string): Promise<void>;
}
