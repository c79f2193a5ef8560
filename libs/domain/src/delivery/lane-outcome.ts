import type { SendOutcome } from './message.ts';
import { laneRetryMs } from './backoff.ts';
import { pauseOf } from './lane-pace.ts';
import type { LaneState, StoredPlan, ToldLately } from './lane.ts';

/** The first try of a message takes so long at most; channels that answer late get longer ones. */
const FIRST_LIMIT_MS = 15_000;
/** One that may have been taken already is waited for, rather than sent a third time. */
const LONGEST_LIMIT_MS = 90_000;

/** What was told is remembered for as long as a storm is counted. */
const STORM_WINDOW_MS = 60_000;
const MAX_TOLD = 200;

/** How long to wait for the answer to a message, in milliseconds. */
export function sendLimitMs(
  { answerMs }: Pick<LaneState, 'answerMs'>,
  { unanswered }: Pick<StoredPlan, 'unanswered'>,
): number {
  if (unanswered > 0) return LONGEST_LIMIT_MS;
  return Math.min(LONGEST_LIMIT_MS, Math.max(FIRST_LIMIT_MS, 3 * answerMs));
}

/** What came of sending a message that was planned. */
export interface SentPlan {
  plan: StoredPlan;
  outcome: SendOutcome;
  startedAt: Date;
  tookMs: number;
  /** Alerts that it told of, and of mail to whom. */
  told: Pick<ToldLately, 'count' | 'recipient'>;
}

/** A lane after a message was sent, or was not. */
export function afterOutcome(
  lane: LaneState,
  sent: SentPlan,
  { now, random }: { now: Date; random: number },
): LaneState {
  const { plan, outcome } = sent;
  const others = lane.plans.filter(({ key }) => key !== plan.key);
  switch (outcome.outcome) {
    case 'sent':
      return {
        ...lane,
        pausedUntil: pauseAfterSuccess(lane, outcome.pauseMs ?? 0, now),
        failingSince: null,
        failures: 0,
        failedAt: null,
        answerMs: Math.round(Math.max(sent.tookMs, lane.answerMs / 2)),
        told: withTold(lane.told, { event: plan.event, at: now, ...sent.told }, now),
        plans: others,
      };
    case 'dead':
      // What is wrong with one message or one recipient says nothing of the channel.
      return outcome.isOnlyThis
        ? { ...lane, plans: others }
        : { ...lane, failingSince: lane.failingSince ?? now, plans: others };
    case 'retry': {
      const unanswered = plan.unanswered + (outcome.isUnanswered ? 1 : 0);
      // What may have been taken before is repeated as it was, also once it was refused.
      const plans =
        unanswered > 0
          ? lane.plans.map((one) => (one.key === plan.key ? { ...one, unanswered } : one))
          : others;
      return outcome.isOnlyThis
        ? { ...lane, plans }
        : failed({ ...lane, plans }, sent, { now, random });
    }
  }
}

/** Nothing is begun during a pause: one that lasts was asked for while this message was under way, and stands. */
function pauseAfterSuccess(lane: LaneState, pauseMs: number, now: Date): Date | null {
  const asked = pauseMs > 0 ? new Date(now.getTime() + pauseMs) : null;
  const standing = pauseOf(lane, now);
  return asked && standing ? (asked > standing ? asked : standing) : (asked ?? standing);
}

/** Messages that were under way together and fail together are one failure. */
function failed(
  lane: LaneState,
  { outcome, startedAt }: SentPlan,
  { now, random }: { now: Date; random: number },
): LaneState {
  const isSameMoment = lane.failedAt !== null && startedAt <= lane.failedAt;
  const failures = isSameMoment ? lane.failures : lane.failures + 1;
  const asked = outcome.outcome === 'retry' ? (outcome.retryAfterMs ?? 0) : 0;
  const until = now.getTime() + Math.max(laneRetryMs(failures, random), asked);
  const pausedUntil =
    isSameMoment && lane.pausedUntil && lane.pausedUntil.getTime() > until
      ? lane.pausedUntil
      : new Date(until);
  return {
    ...lane,
    failures,
    failedAt: now,
    failingSince: lane.failingSince ?? now,
    pausedUntil,
  };
}

const withTold = (told: readonly ToldLately[], one: ToldLately, now: Date): ToldLately[] =>
  [...told.filter(({ at }) => isRecent(at, now)), one].slice(-MAX_TOLD);

/** Whether something was told within the time in which a storm is counted. */
export const isRecent = (at: Date, now: Date): boolean =>
  Math.abs(now.getTime() - at.getTime()) < STORM_WINDOW_MS;
