import type { AlertCause } from '../alert/cause.ts';
import { kindOfUrl } from '../common/target-kind.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Check, LastCheck, ProbeResult } from '../check/schema.ts';
import { OFFLINE_CODE } from '../network/own-network.ts';
import type { Offline } from '../check/failure-fact.ts';
import { addToHour, endHour, type HourTotals, isSameHour } from '../stats/hours.ts';
import type { Gap } from '../stats/gaps.ts';
import type { TargetChange } from './change.ts';
import type { CheckedTarget, ClaimedTarget } from './claimed.ts';
import { stateChange } from './effective-state.ts';
import { statusKindOf } from './kind-of-check.ts';
import { scheduleAfter } from './schedule-after.ts';
import { entriesOfEffects } from './status-entries.ts';
import { statusRules } from './status-rules.ts';
import { blindAfter, type Blindness } from './status/blindness.ts';
import { transition } from './status/machine.ts';
import { stateAt } from './status/stale.ts';

export interface JudgeDeps {
  newId: () => string;
}

/** A finished check: what the probe found, when it started and when it ended. */
export interface FinishedCheck {
  claimed: ClaimedTarget;
  slot: Date;
  startedAt: Date;
  endedAt: Date;
  /**
   * Since when somebody attended to the check: it may have waited for its turn. Missing: since its start.
   */
  attendedFrom?: Date;
  result: ProbeResult;
  /** When the machine's own network was away: that explains the result. */
  offline?: Offline;
  /** What kept the target from being seen is over: it is checked again at once. */
  isSeenAgain?: boolean;
  /** Time in which the monitor itself stood still meanwhile, in milliseconds. */
  loopDelayMs?: number;
  /** Where it was made, and which other regions could look as well. Missing: the worker stands nowhere in particular. */
  place?: { region: string; others: readonly string[] };
}

/**
 * Turns a finished check into the one write that records it: the check itself, the next state, the next
 * slots, and the intents for whatever has to follow. Pure but for the ids it makes.
 */
export function judgeCheck(deps: JudgeDeps, finished: FinishedCheck): CheckedTarget {
  const { claimed, slot, startedAt, endedAt, result, place, loopDelayMs = 0 } = finished;
  const { retryAfterMs, securedAt: _, ...evidence } = result;
  const { target, origin, lease } = claimed;
  const attendedFrom = finished.attendedFrom ?? startedAt;
  const check: Check = {
    ...evidence,
    at: startedAt,
    slot,
    kind: kindOfUrl(target.url),
    origin,
    confirmation: origin === 'confirmation',
    ...(loopDelayMs > 0 ? { loopDelayMs: Math.round(loopDelayMs) } : {}),
    ...(place && { place: place.region }),
  };
  const moved = transition(
    // The lease is our own: whether anybody looked before is not known from it.
    stateAt(target.state, target.schedule.silentAt, attendedFrom),
    {
      type: 'result',
      slot,
      at: startedAt,
      outcome: result.outcome,
      attendedFrom,
      endedAt,
      isOffline: result.failure?.code === OFFLINE_CODE,
      region: place?.region,
      otherRegions: place?.others,
    },
    statusRules(deps, target),
  );
  const before = target.blind ?? null;
  const blind = blindAfter(before, result, startedAt);
  const schedule = scheduleAfter(target, moved.state, {
    slot,
    confirmAt: finished.isSeenAgain
      ? endedAt
      : (moved.confirmAt ?? seeAgainAt(target, blind, slot)),
    confirmIn: finished.isSeenAgain ? undefined : moved.confirmIn,
    now: endedAt,
    retryAfterMs,
  });
  if (!moved.accepted) return { id: target.id, token: lease.token, change: { schedule } };
  return {
    id: target.id,
    token: lease.token,
    change: {
      ...stateChange({ ...moved, gap: moved.gap && wholeGap(target.state, moved.gap) }),
      schedule,
      check,
      lastCheck: lastCheckOf(check),
      hour: hourChange(claimed.hour, addToHour(claimed.hour, check)),
      intents: [
        ...entriesOfEffects(deps, moved.effects, {
          at: endedAt,
          cause: causeOf(target, result),
        }),
        ...followUps(deps, claimed, { result, now: endedAt }),
      ],
      // Nothing for the many targets that are seen and stay so.
      ...(blind === before ? {} : { blind }),
    },
  };
}

/** A gap with the time before it in which a first check was waited for: that nobody came was noticed later. */
const wholeGap = ({ status, statusSince }: ClaimedTarget['target']['state'], gap: Gap): Gap =>
  status === 'pending' && statusSince < gap.from ? { from: statusSince, to: gap.to } : gap;

/** What follows from a result beside the next status, as the kind of the check says. */
const followUps = (
  deps: JudgeDeps,
  { target: { url }, securedAt, strayedAt }: ClaimedTarget,
  found: { result: ProbeResult; now: Date },
): OutboxEntry[] =>
  statusKindOf(url)?.followUps(
    deps,
    { url, ...(securedAt && { securedAt }), ...(strayedAt && { strayedAt }) },
    found,
  ) ?? [];

/** Why a target is down, or slow. */
function causeOf({ thresholds }: ClaimedTarget['target'], result: ProbeResult): AlertCause {
  const { failure, outcome, latencyMs } = result;
  if (failure) return { is: 'failure', failure };
  const { slowMs } = thresholds;
  const isSlow = outcome === 'slow' && latencyMs !== null && slowMs !== null;
  return isSlow ? { is: 'slow', latencyMs, slowMs } : { is: 'failed-check' };
}

const lastCheckOf = ({ at, outcome, statusCode, latencyMs, failure }: Check): LastCheck => ({
  at,
  outcome,
  statusCode,
  latencyMs,
  failure,
});

/**
 * Targets that are checked less often are not left unseen until their next slot; while the monitor is overloaded fewer
 * are looked at again.
 */
const SEEN_SOON_SECONDS = { usual: 60, overload: 300 };
const FIRST_WAIT_MS = 30_000;

/**
 * When to look again for a target that could not be seen by a fault of ours: each time after twice as long. Null where
 * the next slot is near, or nothing is wrong.
 */
function seeAgainAt(
  { intervalSeconds }: Pick<ClaimedTarget['target'], 'intervalSeconds'>,
  blind: Blindness | null,
  slot: Date,
): Date | null {
  if (!blind) return null;
  const soon = SEEN_SOON_SECONDS[blind.why === 'overload' ? 'overload' : 'usual'];
  if (intervalSeconds <= soon) return null;
  const sinceMs = slot.getTime() - blind.since.getTime();
  return new Date(slot.getTime() + Math.max(FIRST_WAIT_MS, sinceMs));
}

const hourChange = (before: HourTotals | null, running: HourTotals): TargetChange['hour'] => ({
  running,
  ended: before && !isSameHour(before, running) ? endHour(before) : null,
});
