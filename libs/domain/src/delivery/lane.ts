import type { AlertEvent } from '../alert/kind.ts';
import type { Lease } from '../common/lease.ts';
import type { SharedCause } from './message.ts';

/** The lane of the in-app channel. */
export const IN_APP_LANE = 'in-app';

/** Names the lane of a channel; null stands for in-app. */
export const laneOf = (channelId: string | null): string => channelId ?? IN_APP_LANE;

/** The channel that a lane leads to; null stands for in-app. */
export const channelOfLane = (laneId: string): string | null =>
  laneId === IN_APP_LANE ? null : laneId;

/**
 * How deliveries are told: one event alone, beginning and end of an alert in one message, or many alerts in one
 * message.
 */
export type PlanForm = 'single' | 'whole' | 'digest';

/** A message as it was decided, stored before it is sent: after a crash the very same one is sent again. */
export interface StoredPlan {
  /** The same for every try, so that a receiver can recognise a repetition. */
  key: string;
  form: PlanForm;
  event: AlertEvent;
  /** What counts as handed over with it. */
  deliveryIds: string[];
  /** Of a digest those that tell beginning and end of an alert in one; absent where none does. */
  wholeIds?: string[];
  /** What all alerts of a digest have in common, if there is anything. */
  sharedCause?: SharedCause;
  /** Words about time count from here. */
  plannedAt: Date;
  /** Tries that ended without an answer: the receiver may have taken it. */
  unanswered: number;
}

/**
 * Whether a message tells beginning and end of the alert of a delivery in one. A digest of ends that an older version
 * has planned does not say so: there it is one with a beginning in it.
 */
export const isToldWhole = (
  { form, event, wholeIds }: StoredPlan,
  delivery: { id: string; event: AlertEvent },
): boolean =>
  form === 'whole' ||
  (form === 'digest' &&
    (wholeIds?.includes(delivery.id) ?? (event === 'resolved' && delivery.event === 'opened')));

/** What a channel was told within the last minute. */
export interface ToldLately {
  event: AlertEvent;
  at: Date;
  /** Number of alerts. */
  count: number;
  /** Of mail: who was told. */
  recipient?: string;
}

/** What is known of a channel as a way for messages. */
export interface LaneState {
  /** Nothing is sent before: the channel asked for quiet, or it failed. */
  pausedUntil: Date | null;
  /** Since when it has taken nothing; null while it delivers. */
  failingSince: Date | null;
  /** Failures in a row, those of one moment counted once. */
  failures: number;
  failedAt: Date | null;
  /** When as much as is permitted in a moment may be sent again. */
  paceAt: Date | null;
  /** How long it took to answer lately, in milliseconds. */
  answerMs: number;
  told: ToldLately[];
  /** Since when its address cannot be read where it was tried; absent or null while it can. */
  lockedSince?: Date | null;
  /** Messages that are under way or may have been taken. */
  plans: StoredPlan[];
}

/** A lane as it is stored. Whoever holds the lease sends; nobody else does. */
export interface LaneRecord extends LaneState {
  id: string;
  lease: Lease | null;
  /** Grows when there is work for a lane that somebody holds. */
  wake: number;
  /** Of a channel that was removed: who is told what it can be told no more. */
  successorId: string | null;
  /** Grows each time that a person has it tried at once: whoever holds it learns of that when it is stored. */
  resumed: number;
}

export const NEW_LANE: LaneState = {
  pausedUntil: null,
  failingSince: null,
  failures: 0,
  failedAt: null,
  paceAt: null,
  answerMs: 0,
  told: [],
  plans: [],
};
