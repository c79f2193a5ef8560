import { AppError } from '@app/domain';
import type { AlertRules } from '../ports/alert-rules.ts';
import type { Ports } from '../ports/index.ts';

export type RulePorts = Pick<
  Ports,
  'alertRules' | 'alerts' | 'targets' | 'channels' | 'changes' | 'now' | 'newId'
>;

const MAX_TRIES = 5;
/** Mutes that have ended are kept for a while, so that people see them. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Reads the rules, decides on a change and writes it, again from the start when somebody else was faster. Alerts that wait
 * for something are looked at again at once: it may have been this. Pages are told.
 *
 * @param decide the rules after the change, and what to answer; may run several times
 * @throws conflict after five lost races
 */
export async function changeRules<T>(
  ports: Pick<RulePorts, 'alertRules' | 'alerts' | 'changes' | 'now'>,
  decide: (rules: AlertRules) => { rules: AlertRules; answer: T },
): Promise<T> {
  for (let i = 0; i < MAX_TRIES; i++) {
    const { version, ...before } = await ports.alertRules.get();
    const { rules, answer } = decide(before);
    const now = ports.now();
    const oldest = new Date(now.getTime() - KEPT_MS);
    const mutes = rules.mutes.filter(({ until }) => until >= oldest);
    if (!(await ports.alertRules.replace(version, { ...rules, mutes }))) continue;
    await ports.alerts.lookAgain(now, null);
    await ports.changes.publish([{ type: 'rules', id: '' }]);
    return answer;
  }
  throw new AppError('conflict', 'This is being changed by somebody else. Try again.');
}
