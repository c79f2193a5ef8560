import { editedDomain, watchEntries } from '../registration/target-entries.ts';
import type { TargetChange } from './change.ts';
import { differenceOf } from './changed-settings.ts';
import type { Deciding } from './deciding.ts';
import { effectiveState, stateChange } from './effective-state.ts';
import { firstSchedule } from './first-schedule.ts';
import type { KeyedSettings, TargetRecord } from './record.ts';
import { replannedSchedule, STOPPED_SCHEDULE } from './schedule-after.ts';
import { statusRules } from './status-rules.ts';
import { transition } from './status/machine.ts';
import type { Transition } from './status/transition.ts';
import { editedWatches, refreshedWatches } from './watches.ts';

/**
 * What other settings make of a target; its history stays. What changes the meaning of a check asks for a new verdict,
 * at once. Null where nothing changes.
 *
 * @param domain registrable domain of the new url; null for hosts that have none
 */
export function editedTarget(
  deps: Deciding,
  target: TargetRecord,
  { settings, domain }: { settings: KeyedSettings; domain: string | null },
): TargetChange | null {
  const { isNone, isJudgedAnew, isReplanned, isWarnedAnew } = differenceOf(target, settings);
  if (isNone) return null;
  if (isJudgedAnew) return judgedAnew(deps, target, { settings, domain });
  return {
    ...settings,
    ...(isWarnedAnew ? warnedAnew(deps, target) : {}),
    ...(isReplanned ? replanned(target, settings.intervalSeconds, deps.now) : {}),
  };
}

function judgedAnew(
  deps: Deciding,
  target: TargetRecord,
  { settings, domain }: { settings: KeyedSettings; domain: string | null },
): TargetChange {
  const { now: at, newId } = deps;
  const moved = transition(
    effectiveState(target, at),
    { type: 'edit', at },
    statusRules(deps, { ...target, ...settings }),
  );
  const isElsewhere = settings.urlKey !== target.urlKey;
  const isPaused = moved.state.status === 'paused';
  const schedule = isPaused ? STOPPED_SCHEDULE : firstSchedule({ ...settings, id: target.id }, at);
  const cause = { newId, at, isPaused };
  const watches = editedWatches(target, settings.url, cause);
  return {
    ...settings,
    ...stateChange(isElsewhere ? withoutPast(moved) : moved),
    schedule,
    ...watches.state,
    domain,
    intents: [...watches.effects, ...editedDomain(target.domain, domain, cause)],
  };
}

/** What was known of another url says nothing about this one. */
const withoutPast = (moved: Transition): Transition => ({
  ...moved,
  state: { ...moved.state, lastConclusiveSlot: null },
});

/** Other days of warning: certificate and domain are judged by them at once. */
function warnedAnew(deps: Deciding, target: TargetRecord): TargetChange {
  if (target.state.status === 'paused') return {};
  return { ...refreshedWatches(target, deps.now), intents: watchEntries(deps, target.domain) };
}

/** Another interval: the same verdict, other slots. A silence that nobody has written down yet stays one. */
function replanned(target: TargetRecord, intervalSeconds: number, now: Date): TargetChange {
  if (target.state.status === 'paused') return {};
  return {
    state: effectiveState(target, now),
    schedule: replannedSchedule({ ...target, intervalSeconds }, now),
  };
}
