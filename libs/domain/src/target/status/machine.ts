import type { Severity } from '../../alert/kind.ts';
import type { Status } from '../../check/status.ts';
import { afterSlowness, ends, openAlertIds, withoutSlowness, withSlowness } from './slowness.ts';
import {
  askElsewhere,
  lacksSecondOpinion,
  partlyAfterSuccess,
  withFailureIn,
  withoutRegions,
} from './second-opinion.ts';
import { endedGap, becomeStale } from './stale.ts';
import type { StatusState } from './state.ts';
import {
  settled,
  type ResultEvent,
  type StatusEvent,
  type StatusRules,
  type Step,
  type Transition,
} from './transition.ts';

/** Wait between a failed check and its confirmation (docs/rules.md, "Times and limits"). */
const CONFIRMATION_DELAY_MS = 30_000;
/** Failures closer together than this count once (docs/rules.md, "Status machine"). */
export const MIN_FAILURE_DISTANCE_MS = 20_000;
/** Intervals without a conclusive result until a target is `unknown`, when only inconclusive ones came. */
const INCONCLUSIVE_INTERVALS = 2;
/** Intervals without any result until a target is `unknown`. */
export const SILENT_INTERVALS = 3;
/** After a longer gap in which nobody looked, in intervals, the next failure counts as the first of its run. */
const GAP_INTERVALS = 2;

/** How long an outage lasts until people are told again, and how grave that is (docs/rules.md, "Times and limits"). */
const PERSISTENT_STEPS: readonly { afterMs: number; severity: Severity }[] = [
  { afterMs: 3_600_000, severity: 'warning' },
  { afterMs: 6 * 3_600_000, severity: 'high' },
  { afterMs: 24 * 3_600_000, severity: 'critical' },
];

/**
 * The status machine (docs/rules.md, "Status machine"): state and event in, next state and what must
 * follow out. Pure; time comes with the event.
 */
export function transition(state: StatusState, event: StatusEvent, rules: StatusRules): Transition {
  const next = follow(state, event, rules);
  return { ...next, gap: endedGap(state, next.state, event.at) };
}

function follow(state: StatusState, event: StatusEvent, rules: StatusRules): Step {
  switch (event.type) {
    case 'result':
      return onResult(state, event, rules);
    case 'silence':
      return state.status === 'paused' ? dropped(state) : settled(becomeStale(state, event.at));
    case 'pause':
      return onPause(state, event.at);
    case 'resume':
      return state.status === 'paused' ? restarted(state, event.at) : onEdit(state, event.at);
    case 'edit':
      return state.status === 'paused' ? settled(state) : onEdit(state, event.at);
  }
}

function onResult(state: StatusState, event: ResultEvent, rules: StatusRules): Step {
  const isStale = state.lastSlot !== null && event.slot <= state.lastSlot;
  if (state.status === 'paused' || isStale) return dropped(state);
  const seen = { ...state, lastSlot: event.slot };
  switch (event.outcome) {
    case 'inconclusive':
      return onInconclusive(seen, event, rules);
    case 'failed':
      return onFailure(seen, event, rules);
    case 'ok':
    case 'slow':
      return onSuccess(seen, { ...event, outcome: event.outcome }, rules);
  }
}

function onInconclusive(state: StatusState, event: ResultEvent, rules: StatusRules): Step {
  // Where one region is offline, another one still saw what it saw.
  const isSameView = event.region === undefined || (state.failedIn?.includes(event.region) ?? true);
  const kept = event.isOffline && isSameView && !state.outage ? withoutFailures(state) : state;
  if (kept.status === 'pending') return doubted(kept, event.slot);
  if (kept.status !== 'up' && kept.status !== 'degraded') return settled(kept);
  const hasExpired = isGap(kept, event, INCONCLUSIVE_INTERVALS, rules);
  return hasExpired ? settled(moved(kept, 'unknown', event.at)) : doubted(kept, event.slot);
}

/**
 * A confirmation that says nothing is asked for again, each time after twice as long: the next scheduled check may be
 * a day away.
 */
function doubted(state: StatusState, slot: Date): Step {
  const { failures, lastFailureSlot } = state;
  if (failures === 0 || lastFailureSlot === null) return settled(state);
  const sinceMs = slot.getTime() - lastFailureSlot.getTime();
  const confirmAt = new Date(slot.getTime() + Math.max(CONFIRMATION_DELAY_MS, sinceMs));
  return { ...settled(state), confirmAt };
}

function onSuccess(
  state: StatusState,
  event: ResultEvent & { outcome: 'ok' | 'slow' },
  rules: StatusRules,
): Step {
  const { partly: _, ...seen } = state;
  const good: StatusState = {
    ...withoutFailures(withSlowness(concluded(seen, event), event)),
    ...partlyAfterSuccess(state, event, rules.intervalSeconds),
  };
  const next = statusAfterSuccess(state.status, event.outcome, good.slows, rules);
  if (!state.outage) return afterSlowness(moved(good, next, event.at), event, rules);

  const successes = state.successes + 1;
  if (successes < rules.successesToUp) return settled({ ...good, successes });
  const { alertId, persistentAlertId } = state.outage;
  const alertIds = persistentAlertId ? [alertId, persistentAlertId] : [alertId];
  return {
    ...settled({ ...moved(good, next, event.at), successes: 0, outage: null }),
    effects: [{ type: 'end', alertIds, resolution: 'recovered' }],
  };
}

/** A single slow answer does not degrade a target that is up: it takes as many as failures to go down. */
function statusAfterSuccess(
  from: Status,
  outcome: 'ok' | 'slow',
  slows: number,
  rules: StatusRules,
): Status {
  if (outcome === 'ok') return 'up';
  return from === 'up' && slows < rules.failuresToDown ? 'up' : 'degraded';
}

function onFailure(state: StatusState, event: ResultEvent, rules: StatusRules): Step {
  const isAfterGap = isGap(state, event, GAP_INTERVALS, rules);
  const isTooSoon =
    !isAfterGap &&
    state.lastFailureSlot !== null &&
    event.slot.getTime() - state.lastFailureSlot.getTime() < MIN_FAILURE_DISTANCE_MS;
  const before = isAfterGap ? 0 : state.failures;
  const failures = isTooSoon ? before : before + 1;
  const failed: StatusState = {
    ...withFailureIn(
      withoutSlowness(concluded(before > 0 ? state : withoutRegions(state), event)),
      event,
    ),
    failures,
    firstFailureAt: before === 0 ? event.at : state.firstFailureAt,
    lastFailureSlot: isTooSoon ? state.lastFailureSlot : event.slot,
    successes: 0,
  };
  // The first slot after a gap never completes a "down" alone, also when one failure would do.
  const isConclusive = failures >= rules.failuresToDown && !(isAfterGap && failures < 2);
  if (!isConclusive) return suspected(failed, event);
  if (rules.failuresToDown > 1 && lacksSecondOpinion(failed, event)) {
    return elsewhere(failed, event, after(event));
  }
  return failed.outage
    ? persisted(moved(failed, 'down', event.at), event.at, rules)
    : opened(failed, event.at, rules);
}

/** A failure that does not decide yet: status stays, and a confirmation is asked for where the table says so. */
function suspected(state: StatusState, event: ResultEvent): Step {
  const isConfirmed = state.status !== 'down' && state.status !== 'unknown';
  const { slot } = event;
  const confirmAt = new Date((state.lastFailureSlot ?? slot).getTime() + CONFIRMATION_DELAY_MS);
  return elsewhere(state, event, isConfirmed ? confirmAt : null);
}

/** A confirmation, in another region where there is one to ask. */
function elsewhere(failed: StatusState, event: ResultEvent, confirmAt: Date | null): Step {
  const { state, confirmIn } = askElsewhere(failed, event, confirmAt);
  return { ...settled(state), confirmAt, ...(confirmIn && { confirmIn }) };
}

/** The first instant after a check that another one can stand for. */
const after = ({ slot, at, endedAt = at }: ResultEvent): Date =>
  new Date(Math.max(endedAt.getTime(), slot.getTime() + 1));

function opened(state: StatusState, at: Date, rules: StatusRules): Step {
  const alertId = rules.newAlertId();
  const since = state.firstFailureAt ?? at;
  const outage = { since, alertId, openedAt: at, persistentStep: -1, persistentAlertId: null };
  const { slowAlertId, partly: _, secondOpinionBy: __, ...down } = moved(state, 'down', at);
  return {
    ...settled({ ...down, outage }),
    effects: [
      { type: 'open', alertId, since, ...(down.failedIn && { places: down.failedIn }) },
      ...ends(slowAlertId, 'superseded'),
    ],
  };
}

function persisted(state: StatusState, at: Date, rules: StatusRules): Step {
  const { outage } = state;
  if (!outage) return settled(state);
  const lasted = at.getTime() - outage.since.getTime();
  const step = PERSISTENT_STEPS.findLastIndex(({ afterMs }) => lasted >= afterMs);
  const found = PERSISTENT_STEPS[step];
  if (!found || step <= outage.persistentStep) return settled(state);
  const alertId = outage.persistentAlertId ?? rules.newAlertId();
  return {
    ...settled({
      ...state,
      outage: { ...outage, persistentStep: step, persistentAlertId: alertId },
    }),
    effects: [
      {
        type: 'persist',
        alertId,
        downAlertId: outage.alertId,
        since: outage.since,
        severity: found.severity,
        ...(state.failedIn && { places: state.failedIn }),
      },
    ],
  };
}

function onPause(state: StatusState, at: Date): Step {
  if (state.status === 'paused') return dropped(state);
  const { slowAlertId, ...paused } = cleared(moved(state, 'paused', at));
  const alertIds = openAlertIds(state);
  return {
    ...settled({ ...paused, outage: null }),
    effects: alertIds.length > 0 ? [{ type: 'end', alertIds, resolution: 'paused' }] : [],
  };
}

function onEdit(state: StatusState, at: Date): Step {
  // A target that is down stays down until the next result says otherwise: its alert is open.
  if (state.outage) return settled({ ...cleared(state), failures: state.failures });
  return restarted(state, at);
}

const restarted = (state: StatusState, at: Date): Step =>
  settled(cleared(moved(state, 'pending', at)));

const withoutFailures = (state: StatusState): StatusState => ({
  ...withoutRegions(state),
  failures: 0,
  firstFailureAt: null,
  lastFailureSlot: null,
});

/** A conclusive result: what silence and gaps are counted from. */
const concluded = (state: StatusState, { slot, endedAt = slot }: ResultEvent): StatusState => ({
  ...state,
  lastConclusiveSlot: slot,
  lastConclusiveEnd: endedAt,
});

/** What was seen before says nothing about what is watched from now on. */
const cleared = ({ lastConclusiveEnd, partly, ...state }: StatusState): StatusState => ({
  ...withoutSlowness(withoutFailures(state)),
  lastConclusiveSlot: null,
  successes: 0,
});

const moved = (state: StatusState, status: Status, at: Date): StatusState =>
  state.status === status ? state : { ...state, status, statusSince: at };

const dropped = (state: StatusState): Step => ({ ...settled(state), accepted: false });

/**
 * Whether nobody looked for longer than a number of intervals: neither the time that the last check took nor
 * the time that this one waited for its turn belongs to a gap.
 */
function isGap(
  { lastConclusiveSlot, lastConclusiveEnd }: StatusState,
  { slot, attendedFrom = slot }: ResultEvent,
  intervals: number,
  rules: Pick<StatusRules, 'intervalSeconds'>,
): boolean {
  const last = lastConclusiveEnd ?? lastConclusiveSlot;
  if (last === null) return false;
  return attendedFrom.getTime() - last.getTime() > intervals * rules.intervalSeconds * 1_000;
}
