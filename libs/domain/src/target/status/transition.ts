import type { Severity } from '../../alert/kind.ts';
import type { CheckOutcome } from '../../check/schema.ts';
import type { Gap } from '../../stats/gaps.ts';
import type { StatusState } from './state.ts';

/** A check that was made. */
export interface ResultEvent {
  type: 'result';
  slot: Date;
  /** Start of the check. */
  at: Date;
  outcome: CheckOutcome;
  /**
   * Since when somebody attended to the check: its start, or the moment from which it waited for its turn.
   * Missing: its slot.
   */
  attendedFrom?: Date;
  /** End of the check. Missing: its slot. */
  endedAt?: Date;
  /** The machine itself was offline: failures just before may have had the same cause. */
  isOffline?: boolean;
  /** Where the check was made. Missing: nobody said. */
  region?: string | undefined;
  /** Other regions that could look as well. */
  otherRegions?: readonly string[] | undefined;
}

export type StatusEvent =
  | ResultEvent
  | { type: 'silence'; at: Date }
  | { type: 'pause'; at: Date }
  | { type: 'resume'; at: Date }
  | { type: 'edit'; at: Date };

export interface StatusRules {
  failuresToDown: number;
  successesToUp: number;
  intervalSeconds: number;
  /** Whether people are told when a target stays slow. Missing: no. */
  alertWhenSlow?: boolean;
  /** Makes the id of an alert that is opened. */
  newAlertId: () => string;
}

/** What has to follow a transition; stored together with the state as intents. */
export type StatusEffect =
  | { type: 'open'; alertId: string; since: Date; /** Regions that saw it. */ places?: string[] }
  /** The target has been slow for as many checks as it takes failed ones to go down. */
  | { type: 'slow'; alertId: string; since: Date }
  | {
      type: 'persist';
      alertId: string;
      /** The `down` alert of the same outage. */
      downAlertId: string;
      since: Date;
      severity: Severity;
      /** Regions that saw it. */
      places?: string[];
    }
  | { type: 'end'; alertIds: string[]; resolution: 'recovered' | 'paused' | 'superseded' };

/** The region whose worker is to make a confirmation, and until when nobody else makes it. */
export interface SecondOpinion {
  region: string;
  until: Date;
}

export interface Transition {
  state: StatusState;
  effects: StatusEffect[];
  /** When the verdict needs a confirmation: its slot. */
  confirmAt: Date | null;
  /** Where it is to be made; missing: anywhere. */
  confirmIn?: SecondOpinion;
  /** The stretch without knowledge that this event ended. */
  gap: Gap | null;
  /** False when the event was dropped (stale slot, paused target). */
  accepted: boolean;
}

/** A transition without what follows from the states on both sides. */
export type Step = Omit<Transition, 'gap'>;

/** The step to a state that nothing follows from. */
export const settled = (state: StatusState): Step => ({
  state,
  effects: [],
  confirmAt: null,
  accepted: true,
});
