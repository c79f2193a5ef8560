import type { Alert } from '@app/domain';

const isOutage = ({ kind }: Alert): boolean => kind === 'down' || kind === 'persistent';

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
    .sort((a, b) => Number(isOutage(b)) - Number(isOutage(a)));
}

/** Start of the outage that lasts longest; null when nothing is down. */
export function oldestOutage(alerts: readonly Alert[]): Date | null {
  const starts = alerts
    .filter(isOutage)
    .map(({ since }) => since.getTime());
  return starts.length === 0 ? null : new Date(Math.min(...starts));
}
