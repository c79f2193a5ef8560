import { kindOfUrl } from '../common/target-kind.ts';
import type { Schedule, TargetRecord } from './record.ts';
import { startedSchedule, STOPPED_SCHEDULE } from './schedule-after.ts';

/** Schedule of a target that starts to be checked; one that watches a domain only has no http checks. */
export const firstSchedule = (
  target: Pick<TargetRecord, 'id' | 'url' | 'intervalSeconds'>,
  now: Date,
): Schedule =>
  kindOfUrl(target.url) === 'domain' ? STOPPED_SCHEDULE : startedSchedule(target, now);
