import {
  type AlertRecord,
  type ChannelRecord,
  type DeliveryRecord,
  hasRunbook,
  isSealed,
  type Message,
  SECRETS_LOCKED,
  type SendOutcome,
  toAlert,
} from '@app/domain';
import { detailsOf } from '@app/domain/alerting';
import type { Ports } from '../ports/index.ts';

type AttemptPorts = Pick<
  Ports,
  'targets' | 'channels' | 'inbox' | 'changes' | 'send' | 'writeMessage' | 'publicUrl' | 'log'
>;

/** Time that a provider has to take a message. */
const SEND_DEADLINE_MS = 15_000;

export interface Attempt {
  delivery: DeliveryRecord;
  alert: AlertRecord | null;
  signal: AbortSignal;
}

/** Hands one message to its channel, once; what came of it is a value. */
export async function attemptDelivery(
  ports: AttemptPorts,
  { delivery, alert, signal }: Attempt,
): Promise<SendOutcome> {
  if (!alert) return { outcome: 'dead', detail: 'Not sent: the alert is gone.' };
  const message = await composeMessage(ports, delivery, alert);
  if (delivery.channelId === null) return await keepInApp(ports, message, delivery);
  const channel = await ports.channels.get(delivery.channelId);
  if (!channel) return { outcome: 'dead', detail: 'Not sent: the channel was removed.' };
  if (!channel.enabled) return { outcome: 'dead', detail: 'Not sent: the channel is turned off.' };
  return await handOver(ports, message, channel, signal);
}

async function handOver(
  ports: AttemptPorts,
  message: Message,
  channel: ChannelRecord,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (Object.values(channel.config).some((value) => typeof value === 'string' && isSealed(value))) {
    return { outcome: 'retry', detail: SECRETS_LOCKED, retryAfterMs: null };
  }
  const deadline = AbortSignal.timeout(SEND_DEADLINE_MS);
  try {
    return await ports.send(message, channel, {
      signal: AbortSignal.any([signal, deadline]),
    });
  } catch (error) {
    // Senders reject when they are aborted, and on faults of ours: both may pass by themselves.
    if (!deadline.aborted)
      ports.log.error({ err: error, channelId: channel.id }, 'a sender failed');
    return {
      outcome: 'retry',
      detail: deadline.aborted
        ? `No answer within ${SEND_DEADLINE_MS / 1_000} s.`
        : 'Interrupted before the provider answered.',
      retryAfterMs: null,
    };
  }
}

async function composeMessage(
  ports: AttemptPorts,
  delivery: DeliveryRecord,
  alert: AlertRecord,
): Promise<Message> {
  const target = alert.targetId ? await ports.targets.get(alert.targetId) : null;
  return {
    event: delivery.event,
    alert: toAlert(alert),
    target: target && {
      id: target.id,
      url: target.url,
      name: target.name,
      tags: target.tags,
      status: target.state.status,
      ...(hasRunbook(target) && { runbook: target.runbook }),
    },
    link: `${ports.publicUrl}${target ? `/targets/${target.id}` : '/alerts'}`,
    ...detailsOf(delivery.event, alert, ports.publicUrl),
    idempotencyKey: delivery.idempotencyKey,
    sentAt: delivery.createdAt,
  };
}

async function keepInApp(
  ports: AttemptPorts,
  message: Message,
  delivery: DeliveryRecord,
): Promise<SendOutcome> {
  await ports.inbox.insert({
    id: delivery.id,
    alertId: delivery.alertId,
    targetId: message.alert?.targetId ?? null,
    event: delivery.event,
    ...ports.writeMessage(message),
    at: delivery.createdAt,
    readAt: null,
  });
  await ports.changes.publish([{ type: 'inbox', id: delivery.id }]);
  return { outcome: 'sent', detail: 'Shown in the app.' };
}
