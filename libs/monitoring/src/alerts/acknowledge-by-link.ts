import { type Alert, type AlertRecord, notFound, toAlert } from '@app/domain';
import { readAcknowledgeToken } from '@app/domain/alerting';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { acknowledgeAlert, type AcknowledgePorts } from './acknowledge-alert.ts';

/** The alert that the link of a message leads to. Throws not-found for a link that leads to none. */
export async function alertOfLink(
  { ports }: Context<Pick<Ports, 'alerts'>>,
  token: string,
): Promise<Alert> {
  return toAlert(await recordOf(ports, token));
}

/** Takes on the alert that the link of a message leads to. Throws not-found, and precondition once it is over. */
export async function acknowledgeByLink(
  context: Context<AcknowledgePorts>,
  { token, note }: { token: string; note: string | undefined },
): Promise<Alert> {
  const { id } = await recordOf(context.ports, token);
  return await acknowledgeAlert(context, { id, ...(note ? { note } : {}) });
}

async function recordOf({ alerts }: Pick<Ports, 'alerts'>, token: string): Promise<AlertRecord> {
  const read = readAcknowledgeToken(token);
  const alert = read && (await alerts.get(read.id));
  if (!alert?.linkSecret || alert.linkSecret !== read?.secret) throw notFound('alert');
  return alert;
}
