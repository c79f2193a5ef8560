import { transition, type Target, type UpdateTarget } from '@app/domain';
import { applyIntents } from '../alerts/apply-intents.ts';
import type { AlertPorts } from '../alerts/carry-out.ts';
import { editedWatch } from '../certificates/watch-certificate.ts';
import { STOPPED_SCHEDULE, startedSchedule, urgentOf } from '../checks/schedule-after.ts';
import type { Ports } from '../ports.ts';
import { domainOfUrl, editedDomain } from '../registrations/domain-intents.ts';
import { changeTarget, type ChangePorts } from './change-target.ts';
import { knownState, stateChange } from './known-state.ts';
import { statusRules } from './status-rules.ts';
import { alreadyWatched, changedSettings } from './target-settings.ts';

/** Settings that change what a check means: after them the verdict starts anew. */
const JUDGED = ['url', 'request', 'expect', 'intervalSeconds', 'thresholds'] as const;

/**
 * Changes the settings of a target; its history stays. A change that concerns the check is tried out at
 * once. Throws not-found, invalid and conflict.
 */
export async function updateTarget(
  ports: ChangePorts & AlertPorts & Pick<Ports, 'judgeUrl' | 'domainOf'>,
  input: UpdateTarget,
): Promise<Target> {
  const { target, record } = await changeTarget(ports, input.id, async (current) => {
    const settings = await changedSettings(ports, current, input);
    if (settings.urlKey !== current.urlKey && !input.allowDuplicate) {
      const other = await ports.targets.findByUrlKey(settings.urlKey);
      if (other && other !== current.id) throw await alreadyWatched(ports, other);
    }
    const now = ports.now();
    const isJudgedAnew = JUDGED.some((key) => input[key] !== undefined);
    if (!isJudgedAnew) return settings;
    const moved = transition(
      knownState(current, now),
      { type: 'edit', at: now },
      statusRules(ports, { ...current, ...settings }),
    );
    const isPaused = moved.state.status === 'paused';
    const schedule = isPaused
      ? STOPPED_SCHEDULE
      : startedSchedule({ id: current.id, intervalSeconds: settings.intervalSeconds }, now);
    const cause = { newId: ports.newId, at: now, isPaused };
    const { certificate, intents } = editedWatch(current, settings.url, cause);
    const domain = domainOfUrl(ports, settings.url);
    return {
      ...settings,
      ...stateChange(moved),
      schedule,
      certificate,
      domain,
      intents: [...intents, ...editedDomain(current.domain, domain, cause)],
    };
  });
  await applyIntents(ports, record);
  await ports.queue.ringUrgent(urgentOf(record));
  return target;
}
