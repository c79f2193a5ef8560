import type { DeliveryRecord, SendOutcome } from '@app/domain';
import { isGivenUp, nextAttemptAt, type StoredPlan } from '@app/domain/lanes';
import { type FallbackPorts, handToFallback } from './hand-to-fallback.ts';
import type { LanePorts } from './lane-ports.ts';

export interface Settlement {
  plan: StoredPlan;
  deliveries: readonly DeliveryRecord[];
  channelId: string;
  outcome: SendOutcome;
  /** Token of the lease that the deliveries are held with. */
  token: string;
}

type SettlePorts = FallbackPorts & Pick<LanePorts, 'changes'>;

/** Writes down what came of a message and arranges what follows: next attempt, fallback, dead letter. */
export async function settlePlan(ports: SettlePorts, settlement: Settlement): Promise<void> {
  const { plan, deliveries, channelId, outcome, token } = settlement;
  const at = ports.now();
  for (const { ids, ...next } of nextStates(deliveries, outcome, at)) {
    await ports.deliveries.settle(ids, token, {
      ...next,
      attempt: { at, outcome: attemptOutcome(next.state), detail: outcome.detail },
      ...(next.state === 'sent' && plan.form !== 'single' ? { form: plan.form } : {}),
    });
    if (next.state === 'dead') {
      const died = new Set(ids);
      const given = deliveries.filter(({ id }) => died.has(id));
      await handToFallback(ports, channelId, given);
    }
  }
  if (outcome.outcome !== 'retry') {
    await ports.channels.setLastDelivery(channelId, {
      at,
      state: outcome.outcome,
      detail: outcome.detail,
    });
  }
  const alertIds = [...new Set(deliveries.map(({ alertId }) => alertId))];
  await ports.changes.publish(alertIds.map((id) => ({ type: 'alert', id })));
}

interface NextState {
  ids: string[];
  state: 'sent' | 'pending' | 'dead';
  nextAttemptAt: Date | null;
}

/**
 * What becomes of deliveries after an attempt. Where the channel failed they stay due: the lane itself waits. Where one
 * of them failed for a reason of its own, it waits alone.
 */
function nextStates(
  deliveries: readonly DeliveryRecord[],
  outcome: SendOutcome,
  now: Date,
): NextState[] {
  if (outcome.outcome !== 'retry') {
    const ids = deliveries.map(({ id }) => id);
    return [{ ids, state: outcome.outcome, nextAttemptAt: null }];
  }
  const { isOnlyThis, retryAfterMs } = outcome;
  return deliveries.map((delivery) => {
    const again = isOnlyThis
      ? nextAttemptAt(delivery, now, { retryAfterMs, random: Math.random() })
      : isGivenUp(delivery, now)
        ? null
        : now;
    return { ids: [delivery.id], state: again ? 'pending' : 'dead', nextAttemptAt: again };
  });
}

const attemptOutcome = (state: NextState['state']): 'sent' | 'retry' | 'dead' =>
  state === 'pending' ? 'retry' : state;
