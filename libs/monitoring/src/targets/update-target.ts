import {
  differenceOf,
  editedDomain,
  editedWatches,
  effectiveState,
  refreshedWatches,
  replannedSchedule,
  firstSchedule,
  stateChange,
  statusRules,
  STOPPED_SCHEDULE,
  type Target,
  type TargetChange,
  type TargetRecord,
  type KeyedSettings,
  transition,
  type Transition,
  type UpdateTarget,
  urgentOf,
  watchEntries,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';
import { domainOfUrl } from './registrable-domain.ts';
import { alreadyWatched, changedSettings } from './target-settings.ts';

/**
 * Changes the settings of a target; its history stays. What changes the meaning of a check asks for a new verdict
 * and is tried out at once; what changes nothing is not written. Throws not-found, invalid and conflict.
 */
export async function updateTarget(
  { ports }: Context<ChangePorts & AlertPorts & Pick<Ports, 'judgeUrl' | 'domainOf'>>,
  input: UpdateTarget,
): Promise<Target> {
  const { target, record } = await changeTarget(ports, input.id, async (current) => {
    const settings = await changedSettings(ports, current, input);
    if (settings.urlKey !== current.urlKey && !input.allowDuplicate) {
      const other = await ports.targets.findByUrlKey(settings.urlKey);
      if (other && other !== current.id) throw await alreadyWatched(ports, other);
    }
    const { isNone, isJudgedAnew, isReplanned, isWarnedAnew } = differenceOf(current, settings);
    if (isNone) return null;
    if (isJudgedAnew) return judgedAnew(ports, current, settings);
    const now = ports.now();
    return {
      ...settings,
      ...(isWarnedAnew ? warnedAnew(ports, current, now) : {}),
      ...(isReplanned ? replanned(current, settings.intervalSeconds, now) : {}),
    };
  });
  await applyOutbox(ports, record);
  await ports.queue.enqueueChecks(urgentOf(record));
  return target;
}

function judgedAnew(
  ports: Pick<Ports, 'now' | 'newId' | 'domainOf'>,
  current: TargetRecord,
  settings: KeyedSettings,
): TargetChange {
  const now = ports.now();
  const moved = transition(
    effectiveState(current, now),
    { type: 'edit', at: now },
    statusRules(ports, { ...current, ...settings }),
  );
  const isElsewhere = settings.urlKey !== current.urlKey;
  const isPaused = moved.state.status === 'paused';
  const schedule = isPaused
    ? STOPPED_SCHEDULE
    : firstSchedule({ ...settings, id: current.id }, now);
  const cause = { newId: ports.newId, at: now, isPaused };
  const watches = editedWatches(current, settings.url, cause);
  const domain = domainOfUrl(ports, settings.url);
  return {
    ...settings,
    ...stateChange(isElsewhere ? withoutPast(moved) : moved),
    schedule,
    ...watches.state,
    domain,
    intents: [...watches.effects, ...editedDomain(current.domain, domain, cause)],
  };
}

/** What was known of another url says nothing about this one. */
const withoutPast = (moved: Transition): Transition => ({
  ...moved,
  state: { ...moved.state, lastConclusiveSlot: null },
});

/** Other days of warning: certificate and domain are judged by them at once. */
function warnedAnew(ports: Pick<Ports, 'newId'>, current: TargetRecord, now: Date): TargetChange {
  if (current.state.status === 'paused') return {};
  return { ...refreshedWatches(current, now), intents: watchEntries(ports, current.domain) };
}

/** Another interval: the same verdict, other slots. A silence that nobody has written down yet stays one. */
function replanned(current: TargetRecord, intervalSeconds: number, now: Date): TargetChange {
  if (current.state.status === 'paused') return {};
  return {
    state: effectiveState(current, now),
    schedule: replannedSchedule({ ...current, intervalSeconds }, now),
  };
}
