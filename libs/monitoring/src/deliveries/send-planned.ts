import type { AlertRecord, ChannelRecord, DeliveryRecord, MessageTarget } from '@app/domain';
import type { SentPlan, StoredPlan } from '@app/domain/lanes';
import type { Context } from '../context.ts';
import { composeMessage } from './compose-message.ts';
import type { LanePorts } from './lane-ports.ts';
import { readAlerts } from './read-work.ts';
import { sendOnce } from './send-once.ts';

/** A message that was decided, with all that its words need. */
export interface PlannedMessage {
  plan: StoredPlan;
  deliveries: readonly DeliveryRecord[];
  alerts: ReadonlyMap<string, AlertRecord>;
  targets: ReadonlyMap<string, MessageTarget>;
  /** What came of it was written down before its plan could be dropped. */
  isSettled: boolean;
}

export interface SentMessage extends SentPlan {
  deliveries: readonly DeliveryRecord[];
}

/** Reads again what was decided before. */
export async function readPlanned(
  ports: Pick<LanePorts, 'deliveries' | 'alerts' | 'targets'>,
  plans: readonly StoredPlan[],
): Promise<PlannedMessage[]> {
  if (plans.length === 0) return [];
  const deliveries = await ports.deliveries.getMany(
    plans.flatMap(({ deliveryIds }) => deliveryIds),
  );
  const about = await readAlerts(ports, deliveries);
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  return plans.map((plan) => {
    const own = plan.deliveryIds.flatMap((id) => byId.get(id) ?? []);
    return {
      ...{ plan, deliveries: own, ...about },
      isSettled: own.every(({ state }) => state !== 'pending'),
    };
  });
}

/** Hands a message over. Null when it was broken off: nobody knows whether it was taken, and it is sent again. */
export async function sendPlanned(
  { ports, signal }: Context<LanePorts>,
  { plan, deliveries, alerts, targets }: PlannedMessage,
  { channel, limitMs }: { channel: ChannelRecord; limitMs: number },
): Promise<SentMessage | null> {
  const startedAt = ports.now();
  const from = performance.now();
  const { publicUrl } = ports;
  try {
    const compose = () => composeMessage(plan, { deliveries, alerts, targets, publicUrl });
    const outcome = await sendOnce(ports, compose, { channel, signal, limitMs });
    const recipient = deliveries[0]?.recipient;
    return {
      ...{ plan, deliveries, outcome, startedAt },
      tookMs: performance.now() - from,
      told: {
        count: new Set(deliveries.map(({ alertId }) => alertId)).size,
        ...(recipient === undefined ? {} : { recipient }),
      },
    };
  } catch (error) {
    if (!signal.aborted) ports.log.error({ err: error }, 'a message could not be sent');
    return null;
  }
}
