import type { Alert } from '@app/domain';

/** A stretch of time in which the target was down; `to` is null while it lasts. */
export interface Outage {
  from: Date;
  to: Date | null;
}

/** The outages that alerts of kind `down` tell of. An acknowledged one lasts until its condition has ended. */
export const outagesOf = (alerts: readonly Alert[]): Outage[] =>
  alerts.filter(({ kind }) => kind === 'down').map((alert) => ({ from: alert.since, to: endOf(alert) }));

function endOf({ endedAt, resolvedAt, resolution }: Alert): Date | null {
  if (endedAt) return endedAt;
  return resolution === 'acknowledged' ? null : resolvedAt;
}
