import {
  type AcknowledgeAlert,
  affectedTargets,
  type Alert,
  AppError,
  notFound,
  toAlert,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/**
 * A person takes an alert on: it is resolved, and the same condition opens no new one until it has ended.
 * Acknowledging twice answers the alert as it is. Throws not-found, and precondition for an alert that
 * ended before anybody acknowledged it.
 */
export async function acknowledgeAlert(
  { ports }: Context<Pick<Ports, 'alerts' | 'changes' | 'now'>>,
  input: AcknowledgeAlert,
): Promise<Alert> {
  const alert = await ports.alerts.acknowledge(input.id, ports.now(), input.note || null);
  if (alert) {
    await ports.changes.publish([{ type: 'alert', id: alert.id }, ...affectedTargets(alert)]);
    return toAlert(alert);
  }
  const known = await ports.alerts.get(input.id);
  if (!known) throw notFound('alert');
  if (known.acknowledgedAt) return toAlert(known);
  throw new AppError(
    'precondition',
    'This alert is resolved already: there is nothing left to acknowledge.',
  );
}
