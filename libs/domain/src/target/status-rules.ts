import type { TargetSettings } from './settings.ts';
import type { StatusRules } from './status/transition.ts';

/** The rules that the status machine applies to a target. */
export const statusRules = (
  deps: { newId: () => string },
  target: Pick<TargetSettings, 'thresholds' | 'intervalSeconds'>,
): StatusRules => ({
  failuresToDown: target.thresholds.failuresToDown,
  successesToUp: target.thresholds.successesToUp,
  intervalSeconds: target.intervalSeconds,
  alertWhenSlow: target.thresholds.alertWhenSlow ?? false,
  newAlertId: deps.newId,
});
