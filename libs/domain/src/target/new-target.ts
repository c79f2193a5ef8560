import { watchEntries } from '../registration/target-entries.ts';
import type { Deciding } from './deciding.ts';
import { firstSchedule } from './first-schedule.ts';
import type { KeyedSettings, TargetRecord } from './record.ts';
import { initialState } from './status/state.ts';
import { startedWatches } from './watches.ts';

/**
 * A target that begins to be checked, at once.
 *
 * @param domain registrable domain of its url; null for hosts that have none
 */
export function newTarget(
  deps: Deciding,
  settings: KeyedSettings,
  domain: string | null,
): TargetRecord {
  const { now } = deps;
  const id = deps.newId();
  return {
    ...settings,
    id,
    createdAt: now,
    updatedAt: now,
    pausedAt: null,
    removedAt: null,
    version: 1,
    state: initialState(now),
    lastCheck: null,
    schedule: firstSchedule({ ...settings, id }, now),
    ...startedWatches(settings.url, now),
    domain,
    recent: [],
    hours: [],
    gaps: [],
    intents: watchEntries(deps, domain),
  };
}
