import { leaveEntries, watchEntries } from '../registration/target-entries.ts';
import { leftEntry } from '../outbox/end-entries.ts';
import type { TargetChange } from './change.ts';
import { effectiveState, stateChange } from './effective-state.ts';
import { firstSchedule } from './first-schedule.ts';
import type { TargetRecord } from './record.ts';
import { STOPPED_SCHEDULE } from './schedule-after.ts';
import { entriesOfEffects } from './status-entries.ts';
import { statusRules } from './status-rules.ts';
import { transition } from './status/machine.ts';
import type { Deciding } from './deciding.ts';
import { resumedWatches, stoppedWatches } from './watches.ts';

/** What a pause makes of a target: nothing is due, and its alerts end. Null where it is paused. */
export function pausedTarget(deps: Deciding, target: TargetRecord): TargetChange | null {
  if (target.state.status === 'paused') return null;
  const { now: at, newId } = deps;
  const moved = transition(
    effectiveState(target, at),
    { type: 'pause', at },
    statusRules(deps, target),
  );
  const cause = { resolution: 'paused', at } as const;
  const watches = stoppedWatches(target, { newId, ...cause });
  return {
    ...stateChange(moved),
    ...(target.blind ? { blind: null } : {}),
    pausedAt: at,
    schedule: STOPPED_SCHEDULE,
    ...watches.state,
    intents: [
      ...entriesOfEffects(deps, moved.effects, { at, cause: { is: 'failed-check' } }),
      leftEntry(deps, cause),
      ...watches.effects,
      ...leaveEntries(deps, target.domain, cause),
    ],
  };
}

/** What the end of a pause makes of a target: it is checked at once. Null where it is not paused. */
export function resumedTarget(deps: Deciding, target: TargetRecord): TargetChange | null {
  if (target.state.status !== 'paused') return null;
  const { now: at } = deps;
  const { pausedAt } = target;
  const { state } = transition(target.state, { type: 'resume', at }, statusRules(deps, target));
  return {
    state,
    pausedAt: null,
    ...(pausedAt && pausedAt < at ? { pause: { from: pausedAt, to: at } } : {}),
    schedule: firstSchedule(target, at),
    ...resumedWatches(target, at),
    intents: watchEntries(deps, target.domain),
  };
}
