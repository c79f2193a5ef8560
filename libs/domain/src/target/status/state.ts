import type { Status } from '../../check/status.ts';

/** A stretch in which a target is down, from its first failed check; lives until the first good one. */
export interface Outage {
  /** Start of the first failed check of the run. */
  since: Date;
  /** The `down` alert that was opened for it. */
  alertId: string;
  openedAt: Date;
  /** Index of the last step of `PERSISTENT_STEPS` that was told; -1 for none. */
  persistentStep: number;
  /** The `persistent` alert, once there is one. */
  persistentAlertId: string | null;
}

/** A target that fails from some regions and answers from another one: it is not down. */
interface PartlyDown {
  regions: string[];
  answersIn: string;
  /** Start of the first failed check. */
  since: Date;
  /** When it was last seen from both. */
  seenAt: Date;
}

/** Everything the status machine remembers of a target. */
export interface StatusState {
  status: Status;
  statusSince: Date;
  /** Slot of the newest result; older ones are dropped. */
  lastSlot: Date | null;
  /** Slot of the newest conclusive result (the reference for silence and gaps). */
  lastConclusiveSlot: Date | null;
  /** When that check ended; missing where this was not kept. */
  lastConclusiveEnd?: Date;
  /** Consecutive conclusive failures that count. */
  failures: number;
  firstFailureAt: Date | null;
  lastFailureSlot: Date | null;
  /** Consecutive good checks while an outage is open. */
  successes: number;
  /** Consecutive slow checks. */
  slows: number;
  /** Start of the first of them; missing while there is none. */
  firstSlowAt?: Date;
  /** The `slow` alert that was opened; missing while there is none. */
  slowAlertId?: string;
  outage: Outage | null;
  /** Regions of the workers that saw the failures of this run; missing where they have none. */
  failedIn?: string[];
  /** Until when another region is waited for that was asked to look as well; missing while none was. */
  secondOpinionBy?: Date;
  /** Missing while all regions see the same. */
  partly?: PartlyDown;
}

export const initialState = (now: Date): StatusState => ({
  status: 'pending',
  statusSince: now,
  lastSlot: null,
  lastConclusiveSlot: null,
  failures: 0,
  firstFailureAt: null,
  lastFailureSlot: null,
  successes: 0,
  slows: 0,
  outage: null,
});
