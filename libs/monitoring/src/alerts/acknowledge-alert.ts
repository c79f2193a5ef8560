import {
  type AcknowledgeAlert,
  affectedTargets,
  type Alert,
  type AlertKind,
  type AlertRecord,
  AppError,
  notFound,
  toAlert,
} from '@app/domain';
import type { Context } from '../context.ts';
import { type AnnouncePorts, planDeliveries } from '../outbox/plan-deliveries.ts';
import type { Ports } from '../ports/index.ts';

export type AcknowledgePorts = Pick<Ports, 'alerts' | 'changes' | 'now'>;

/** The other alert of the same outage: whoever takes one on takes on both. */
const PARTNERS: Partial<Record<AlertKind, AlertKind>> = { down: 'persistent', persistent: 'down' };

/**
 * A person takes an alert on: it is resolved, and the same condition opens no new one until it has ended, or opens this one
 * again at the time that the person named. Acknowledging twice answers the alert as it is. Throws not-found, invalid, and
 * precondition for an alert that ended before anybody acknowledged it.
 */
export async function acknowledgeAlert(
  { ports, actor }: Context<AcknowledgePorts>,
  input: AcknowledgeAlert,
): Promise<Alert> {
  const at = ports.now();
  const until = input.until ?? null;
  if (until && until <= at) {
    throw new AppError('invalid', 'This time is over. Choose one in the future.', {
      field: 'until',
    });
  }
  const taken = { at, note: input.note || null, by: { ...actor }, until };
  const alert = await ports.alerts.acknowledge(input.id, taken);
  const known = alert ?? (await ports.alerts.get(input.id));
  if (!known) throw notFound('alert');
  if (!alert && !known.acknowledgedAt) {
    throw new AppError(
      'precondition',
      'This alert is resolved already: there is nothing left to acknowledge.',
    );
  }
  const partner = await partnerOf(ports, known);
  const other = partner && (await ports.alerts.acknowledge(partner.id, taken));
  if (alert) await publish(ports, alert);
  if (other) await publish(ports, other);
  return toAlert(known);
}

/**
 * A person lets go of an alert that was acknowledged: it is open again, and people are reminded of it as before. Throws
 * not-found, and precondition for one whose condition has ended.
 */
export async function unacknowledgeAlert(
  { ports, actor }: Context<AcknowledgePorts & AnnouncePorts>,
  id: string,
): Promise<Alert> {
  const withdrawn = { at: ports.now(), by: { ...actor }, announcement: null };
  const alert = await ports.alerts.unacknowledge(id, withdrawn);
  const known = alert ?? (await ports.alerts.get(id));
  if (!known) throw notFound('alert');
  if (!alert && known.state !== 'open') {
    throw new AppError(
      'precondition',
      known.endedAt
        ? 'What this alert told of is over: it cannot be opened again.'
        : 'A newer alert about the same is open.',
    );
  }
  const partner = await partnerOf(ports, known);
  const other = partner && (await ports.alerts.unacknowledge(partner.id, withdrawn));
  for (const opened of [alert, other]) {
    if (!opened) continue;
    await publish(ports, opened);
    await planDeliveries(ports, opened);
  }
  return toAlert(known);
}

async function partnerOf(
  { alerts }: Pick<Ports, 'alerts'>,
  { kind, subject, endedAt }: AlertRecord,
): Promise<AlertRecord | null> {
  // What lasts now is another outage than one that is over.
  const partner = endedAt === null ? PARTNERS[kind] : undefined;
  const latest = partner ? await alerts.latest(subject, partner) : null;
  return latest?.endedAt === null ? latest : null;
}

const publish = ({ changes }: Pick<Ports, 'changes'>, alert: AlertRecord): Promise<void> =>
  changes.publish([{ type: 'alert', id: alert.id }, ...affectedTargets(alert)]);
