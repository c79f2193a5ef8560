import type { Alert } from '@app/domain';

/**
 * One row for each thing that is wrong: a target that is down for long has a second alert
 * of kind `persistent`, which says nothing new here.
 */
export function wrongNow(alerts: readonly Alert[]): Alert[] {
  const down = new Set(
    alerts.filter(({ kind }) => kind === 'down').map(({ targetId }) => targetId),
  );
  return alerts.filter(({ kind, targetId }) => kind !== 'persistent' || !down.has(targetId));
}

/** Start of the outage that lasts longest; null when nothing is down. */
export function oldestOutage(alerts: readonly Alert[]): Date | null {
  const starts = alerts
    .filter(({ kind }) => kind === 'down' || kind === 'persistent')
    .map(({ since }) => since.getTime());
  return starts.length === 0 ? null : new Date(Math.min(...starts));
}
