import { initialState, type CreateTarget, type Target } from '@app/domain';
import { startedWatch } from '../certificates/watch-certificate.ts';
import { startedSchedule } from '../checks/schedule-after.ts';
import type { Ports } from '../ports.ts';
import type { TargetRecord } from '../records.ts';
import { alreadyWatched, newSettings } from './target-settings.ts';
import { toTarget } from './to-target.ts';

/** Starts to watch a url; its first check runs at once. Throws invalid and conflict. */
export async function createTarget(
  ports: Pick<Ports, 'targets' | 'channels' | 'judgeUrl' | 'queue' | 'bell' | 'now' | 'newId'>,
  input: CreateTarget,
): Promise<Target> {
  const settings = await newSettings(ports, input);
  const now = ports.now();
  const id = ports.newId();
  const record: TargetRecord = {
    ...settings,
    id,
    createdAt: now,
    updatedAt: now,
    pausedAt: null,
    removedAt: null,
    version: 1,
    state: initialState(now),
    lastCheck: null,
    schedule: startedSchedule({ id, intervalSeconds: settings.intervalSeconds }, now),
    certificate: startedWatch(settings.url, now),
    recent: [],
    hours: [],
    gaps: [],
    intents: [],
  };
  const { conflictWith } = await ports.targets.insert(record, { unique: !input.allowDuplicate });
  if (conflictWith) throw await alreadyWatched(ports, conflictWith);
  await ports.queue.ringUrgent(id, now);
  await ports.bell.ring([{ type: 'target', id }]);
  return toTarget(record, 0, now);
}
