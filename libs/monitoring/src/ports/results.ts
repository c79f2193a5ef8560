import type { Check } from '@app/domain';
import type { HourOfChecks } from '@app/domain/history';
import type { CarriedChecks } from './targets.ts';

/** A target and a day (UTC) of it, as the instant at which that begins. */
export interface TargetDay {
  targetId: string;
  day: Date;
}

/** Checks of a target and day. */
export interface ClosedChecks {
  /** Names what is kept of them. */
  key: string;
  targetId: string;
  /** Null where not all of them can be read. */
  checks: Check[] | null;
  /** Changes with what is kept of the day. */
  version: string;
}

/** Results of targets: by hour while they are young, then by day (UTC). */
export interface ResultStore {
  /** Adds checks; those that are held already are ignored. */
  append(carried: readonly CarriedChecks[]): Promise<void>;
  /**
   * Checks with `from <= slot < to` by column, oldest first, those of one hour at a time; hours without any are left
   * out. Of failures only class and code are sure to be known.
   */
  hours(targetId: string, from: Date, to: Date): AsyncIterable<HourOfChecks>;
  /**
   * The same checks of several targets, by target; those without any are left out. Null where they have to be read target
   * by target.
   */
  hoursOfMany(
    targetIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<ReadonlyMap<string, HourOfChecks> | null>;
  /** The same checks with their evidence, in pieces. */
  range(targetId: string, from: Date, to: Date): AsyncIterable<Check[]>;
  /** The newest checks whose slot is not after an instant, newest first. */
  newest(targetId: string, limit: number, upTo: Date): Promise<Check[]>;
  /** Days of targets that hold hours which ended before an instant, oldest first, `except` some. */
  openDays(before: Date, limit: number, except?: readonly TargetDay[]): Promise<TargetDay[]>;
  /** Makes the hours of a day one, and sets the evidence of its failures apart. */
  closeDay(day: TargetDay): Promise<void>;
  /** The same for several days at once; answers those that have to be closed one by one. */
  closeDays(days: readonly TargetDay[]): Promise<TargetDay[]>;
  /** Moves some of what older versions have stored to the form of this one; answers how many buckets there were. */
  adoptOld(limit: number): Promise<number>;
  /** The oldest closed day before one, `except` some; null when there is none. */
  oldestDay(before: Date, except?: readonly Date[]): Promise<Date | null>;
  /** All checks of a closed day with their evidence, target by target. */
  checksOfDay(day: Date): AsyncIterable<ClosedChecks>;
  /** Deletes what is kept by these keys, where its version still is the one that was read; answers how many there were. */
  removeClosed(versions: ReadonlyMap<string, string>): Promise<number>;
  /** Deletes some checks of closed days before one, evidence not included; answers of how many days of targets. */
  removeDays(before: Date, limit: number): Promise<number>;
  /** Deletes some evidence of days before one; answers of how many days of targets. */
  removeEvidence(before: Date, limit: number): Promise<number>;
  eraseTarget(targetId: string): Promise<void>;
}
