import type { ChannelRecord, DeliveryRecord } from '@app/domain';
import type { SentPlan } from '@app/domain/lanes';
import type { Context } from '../context.ts';
import { composeMessage } from './compose-message.ts';
import type { LanePorts } from './lane-ports.ts';
import type { PlannedMessage } from './planned.ts';
import { sendOnce } from './send-once.ts';

export interface SentMessage extends SentPlan {
  deliveries: readonly DeliveryRecord[];
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
