import type { AlertRecord } from '../alert/record.ts';
import type { StatusState } from '../target/status/state.ts';

/*
 * A backup is read while the product works: collection after collection, targets before alerts. What happened in between
 * is in one of them only.
 */

type Restored = Pick<AlertRecord, 'id' | 'kind' | 'flapping' | 'outageIds'>;

/** Whether an open alert is about an outage that its target, as it was restored, does not know. */
export function isLeftOver(alert: Restored, state: StatusState): boolean {
  const { outage, slowAlertId } = state;
  // Between two outages of a site that goes up and down its alert stays open.
  if (alert.flapping) return false;
  switch (alert.kind) {
    case 'down':
      return !outage || ![alert.id, ...(alert.outageIds ?? [])].includes(outage.alertId);
    case 'persistent':
      return outage?.persistentAlertId !== alert.id;
    case 'slow':
      return slowAlertId !== alert.id;
    default:
      return false;
  }
}

/**
 * The state of a target that is in an outage of which the alert is over: the next checks decide anew, so that people hear
 * of it if it is down again.
 */
export const withoutOutage = (state: StatusState, now: Date): StatusState => ({
  ...state,
  ...{ status: 'pending', statusSince: now, outage: null },
  ...{ failures: 0, firstFailureAt: null, lastFailureSlot: null, successes: 0 },
});
