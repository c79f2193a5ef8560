import type { Lease } from '../common/lease.ts';
import type { Failure } from './schema.ts';

/** What every kind of check keeps of a target: when the next one is made, and that they fail. A kind adds what it knows. */
export interface WatchState {
  /** Null while paused. */
  dueAt: Date | null;
  lease: Lease | null;
  /** That checks fail for technical reasons; `alertId` once it has lasted long enough for an alert. */
  trouble: { since: Date; at: Date; failure: Failure; alertId: string | null } | null;
}
