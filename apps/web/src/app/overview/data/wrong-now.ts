import type { Alert } from '@app/domain';
import { courseOf } from '../../shared/util/alert-course';

const isOutage = ({ kind }: Alert): boolean => kind === 'down' || kind === 'persistent';

/** Outages, warnings, and last what somebody has taken on. */
const urgency = (alert: Alert): number =>
  courseOf(alert) === 'acknowledged' ? 2 : isOutage(alert) ? 0 : 1;

/**
 * One row for each thing that is wrong, outages before all else: warnings of an expiry stay for days. A target
 * that is down for long has a second alert of kind `persistent`, which says nothing new here.
 */
export function wrongNow(alerts: readonly Alert[]): Alert[] {
  const down = new Set(
    alerts.filter(({ kind }) => kind === 'down').map(({ targetId }) => targetId),
  );
  return alerts
    .filter(({ kind, targetId }) => kind !== 'persistent' || !down.has(targetId))
    .sort((a, b) => urgency(a) - urgency(b));
}

/** Start of the outage that lasts longest; null when nothing is down. */
export function oldestOutage(alerts: readonly Alert[]): Date | null {
  const starts = alerts
    .filter(isOutage)
    .map(({ since }) => since.getTime());
  return starts.length === 0 ? null : new Date(Math.min(...starts));
}
