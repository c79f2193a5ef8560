import type { StatusRules, TargetSettings } from '@app/domain';
import type { Ports } from '../ports/index.ts';

/** The rules that the status machine applies to a target. */
export const statusRules = (
  ports: Pick<Ports, 'newId'>,
  target: Pick<TargetSettings, 'thresholds' | 'intervalSeconds'>,
): StatusRules => ({
  failuresToDown: target.thresholds.failuresToDown,
  successesToUp: target.thresholds.successesToUp,
  intervalSeconds: target.intervalSeconds,
  alertWhenSlow: target.thresholds.alertWhenSlow ?? false,
  newAlertId: ports.newId,
});
