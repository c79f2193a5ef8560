import type { Check } from '../check/schema.ts';
import type { Lease } from '../common/lease.ts';
import type { HourTotals } from '../stats/hours.ts';
import type { TargetChange } from './change.ts';
import type { TargetRecord } from './record.ts';

/** What an http check needs to know of its target: claims read this and nothing else. */
export type TargetToCheck = Pick<
  TargetRecord,
  | 'id'
  | 'url'
  | 'intervalSeconds'
  | 'request'
  | 'expect'
  | 'thresholds'
  | 'version'
  | 'state'
  | 'lastCheck'
  | 'schedule'
  | 'blind'
>;

/** A target whose check was claimed. */
export interface ClaimedTarget {
  target: TargetToCheck;
  /** The https site whose certificate is watched for an http target; absent where none is. */
  securedAt?: string;
  /** Since when the target has led elsewhere; absent while it leads there. */
  strayedAt?: Date;
  /** Number of checks that the target carries with it. */
  recentCount: number;
  /** The newest element of the target's `hours`. */
  hour: HourTotals | null;
  slot: Date;
  origin: Check['origin'];
  lease: Lease;
}

/** A target, and the token of the lease that it is held by. */
export interface HeldTarget {
  id: string;
  token: string;
}

/** A result to be recorded under the lease that its check was claimed with. */
export interface CheckedTarget extends HeldTarget {
  change: TargetChange;
}
