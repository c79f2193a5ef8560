import { statusKindOf } from './kind-of-check.ts';
import type { Schedule, TargetRecord } from './record.ts';
import { startedSchedule, STOPPED_SCHEDULE } from './schedule-after.ts';

/** Schedule of a target that starts to be checked; of one whose domain decides its status no check is due. */
export const firstSchedule = (
  target: Pick<TargetRecord, 'id' | 'url' | 'intervalSeconds'>,
  now: Date,
): Schedule => (statusKindOf(target.url) ? startedSchedule(target, now) : STOPPED_SCHEDULE);
