import type { DailyRecord } from '@app/domain/stats';

/** The record of a target's day. */
export interface DayOfTarget {
  targetId: string;
  record: DailyRecord;
}

/** A day of a target that has a record, and the time zone that this counts it in. */
export interface CountedDay {
  targetId: string;
  day: string;
  zone: string;
}

/** Records of days that are over. A day without one is still to be counted, or was not watched. */
export interface DailyStore {
  /** Records from one day to another (`2026-03-29`), both included, oldest first. */
  range(targetId: string, fromDay: string, toDay: string): Promise<DailyRecord[]>;
  /** Which of some days of some targets have a record, in any order. */
  counted(targetIds: readonly string[], days: readonly string[]): Promise<CountedDay[]>;
  /** Stores records in place of those that there are. */
  put(days: readonly DayOfTarget[]): Promise<void>;
  eraseTarget(targetId: string): Promise<void>;
}
