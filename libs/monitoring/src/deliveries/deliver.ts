import { deliveryOrder, type SendOutcome } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { attemptDelivery, type Attempt } from './attempt-delivery.ts';
import { completeDelivery } from './complete-delivery.ts';

export type DeliverPorts = Pick<
  Ports,
  | 'targets'
  | 'alerts'
  | 'deliveries'
  | 'channels'
  | 'inbox'
  | 'queue'
  | 'changes'
  | 'send'
  | 'writeMessage'
  | 'publicUrl'
  | 'log'
  | 'now'
  | 'newId'
>;

/** Outlives the deadline of an attempt: while it holds, nobody else tries the same delivery. */
const LEASE_MS = 30_000;
/** Wait of a message until the one before it is through. */
const ORDER_WAIT_MS = 2_000;

/**
 * Makes the next attempt of one delivery, if it is due and nobody else makes it: hand the message over,
 * write down what came of it, arrange what follows (next attempt, fallback, dead letter).
 */
export async function deliver(
  { ports, signal }: Context<DeliverPorts>,
  deliveryId: string,
): Promise<void> {
  const now = ports.now();
  const lease = { token: ports.newId(), until: new Date(now.getTime() + LEASE_MS) };
  const delivery = await ports.deliveries.claim(deliveryId, now, lease);
  if (!delivery) return;
  const alert = await ports.alerts.get(delivery.alertId);
  const isFirst = delivery.event === 'opened';
  const others = isFirst ? [] : await ports.deliveries.ofAlert(delivery.alertId);
  const order = deliveryOrder(delivery, others);
  if (order === 'wait') {
    const again = new Date(now.getTime() + ORDER_WAIT_MS);
    await ports.deliveries.complete(delivery.id, lease.token, {
      attempt: null,
      state: 'pending',
      nextAttemptAt: again,
    });
    await ports.queue.enqueueDeliveries([delivery.id], again);
    return;
  }
  const outcome: SendOutcome =
    order === 'pointless'
      ? {
          outcome: 'dead',
          detail:
            'Not sent: nobody was told here that the alert had opened, so nobody is told that it is over.',
        }
      : await attemptOrPutOff(ports, { delivery, alert, signal });
  await completeDelivery(ports, { delivery, alert, outcome, token: lease.token });
}

/** A message that cannot be put together is put off like one that cannot be handed over, and ends as a dead letter. */
async function attemptOrPutOff(ports: DeliverPorts, attempt: Attempt): Promise<SendOutcome> {
  try {
    return await attemptDelivery(ports, attempt);
  } catch (error) {
    attempt.signal.throwIfAborted();
    ports.log.error({ deliveryId: attempt.delivery.id, err: error }, 'a delivery failed');
    const detail = 'The monitor could not prepare this message. Its log has the details.';
    return { outcome: 'retry', detail, retryAfterMs: null };
  }
}
