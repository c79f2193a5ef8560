import {
  type AlertRecord,
  type DeliveryRecord,
  FALLBACK_AFTER_MS,
  newDelivery,
  nextAttemptAt,
  type SendOutcome,
} from '@app/domain';
import type { Ports } from '../ports/index.ts';

type SettlePorts = Pick<Ports, 'deliveries' | 'channels' | 'queue' | 'changes' | 'now' | 'newId'>;

interface Settlement {
  delivery: DeliveryRecord;
  alert: AlertRecord | null;
  outcome: SendOutcome;
  token: string;
}

/** Writes down what came of an attempt and arranges what follows: next attempt, fallback, dead letter. */
export async function completeDelivery(
  ports: SettlePorts,
  { delivery, alert, outcome, token }: Settlement,
): Promise<void> {
  const now = ports.now();
  const attempts = delivery.attempts.length + 1;
  const again =
    outcome.outcome === 'retry'
      ? nextAttemptAt({ attempts, createdAt: delivery.createdAt }, now, {
          retryAfterMs: outcome.retryAfterMs,
          random: Math.random(),
        })
      : null;
  const state = outcome.outcome === 'sent' ? 'sent' : again ? 'pending' : 'dead';
  const isSettled = await ports.deliveries.complete(delivery.id, token, {
    attempt: {
      at: now,
      outcome: again ? 'retry' : state === 'sent' ? 'sent' : 'dead',
      detail: outcome.detail,
    },
    state,
    nextAttemptAt: again,
  });
  if (!isSettled) return;
  if (again) await ports.queue.enqueueDeliveries([delivery.id], again);
  if (state !== 'pending' && delivery.channelId) {
    await ports.channels.setLastDelivery(delivery.channelId, {
      at: now,
      state,
      detail: outcome.detail,
    });
  }
  const isLate = now.getTime() - delivery.createdAt.getTime() >= FALLBACK_AFTER_MS;
  if (alert && state !== 'sent' && (state === 'dead' || isLate)) {
    await handToFallback(ports, delivery, alert);
  }
  await ports.changes.publish([{ type: 'alert', id: delivery.alertId }]);
}

/** A channel that cannot deliver hands the opening of an alert over to its fallback, once. */
async function handToFallback(
  ports: SettlePorts,
  delivery: DeliveryRecord,
  alert: AlertRecord,
): Promise<void> {
  if (delivery.event !== 'opened' || delivery.channelId === null) return;
  const channel = await ports.channels.get(delivery.channelId);
  const fallback = channel?.fallbackChannelId
    ? await ports.channels.get(channel.fallbackChannelId)
    : null;
  if (!fallback?.enabled) return;
  const announcement = { key: 'opened', event: 'opened' as const };
  const ids = await ports.deliveries.insert([
    newDelivery(ports, { alert, announcement, receiver: fallback, now: ports.now() }),
  ]);
  await ports.queue.enqueueDeliveries(ids, null);
}
