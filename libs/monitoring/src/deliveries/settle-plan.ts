import type { DeliveryRecord, SendOutcome } from '@app/domain';
import {
  isGivenUp,
  isToldWhole,
  nextAttemptAt,
  type PlanForm,
  type StoredPlan,
} from '@app/domain/lanes';
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
  for (const { ids, ...next } of nextStates(plan, deliveries, { outcome, now: at })) {
    if (next.state === 'dead') {
      // Before it is written down: where this process dies over it, somebody takes it up again.
      const died = new Set(ids);
      const { mayBeTaken } = next;
      const given = deliveries
        .filter(({ id }) => died.has(id))
        .map((one) => (mayBeTaken ? { ...one, mayBeTaken } : one));
      await handToFallback(ports, channelId, given);
    }
    await ports.deliveries.settle(ids, token, {
      ...next,
      attempt: { at, outcome: attemptOutcome(next.state), fact: outcome.fact },
    });
  }
  if (outcome.outcome !== 'retry') {
    await ports.channels.setLastDelivery(channelId, {
      at,
      state: outcome.outcome,
      fact: outcome.fact,
    });
  }
  const alertIds = [...new Set(deliveries.map(({ alertId }) => alertId))];
  await ports.changes.publish(alertIds.map((id) => ({ type: 'alert', id })));
}

interface NextState {
  ids: string[];
  state: 'sent' | 'pending' | 'dead';
  nextAttemptAt: Date | null;
  form?: Exclude<PlanForm, 'single'>;
  mayBeTaken?: true;
}

/**
 * What becomes of deliveries after an attempt. Where the channel failed they stay due: the lane itself waits. Where one
 * message failed for a reason of its own, it waits alone. Those with the same fate are written down together.
 */
function nextStates(
  plan: StoredPlan,
  deliveries: readonly DeliveryRecord[],
  { outcome, now }: { outcome: SendOutcome; now: Date },
): NextState[] {
  const random = Math.random();
  const byFate = new Map<string, NextState>();
  for (const delivery of deliveries) {
    const next = nextState(delivery, { plan, outcome, now, random });
    const fate = `${next.state} ${next.nextAttemptAt?.getTime() ?? ''} ${next.form ?? ''}`;
    const same = byFate.get(fate) ?? { ...next, ids: [] };
    same.ids.push(delivery.id);
    byFate.set(fate, same);
  }
  return [...byFate.values()];
}

function nextState(
  delivery: DeliveryRecord,
  {
    plan,
    outcome,
    now,
    random,
  }: { plan: StoredPlan; outcome: SendOutcome; now: Date; random: number },
): Omit<NextState, 'ids'> {
  const isUnanswered =
    plan.unanswered > 0 || (outcome.outcome === 'retry' && outcome.isUnanswered === true);
  const dead: Omit<NextState, 'ids'> = {
    state: 'dead',
    nextAttemptAt: null,
    ...(isUnanswered ? { mayBeTaken: true } : {}),
  };
  if (outcome.outcome === 'dead') return dead;
  if (outcome.outcome === 'sent') {
    const form = formOf(plan, delivery);
    return { state: 'sent', nextAttemptAt: null, ...(form === 'single' ? {} : { form }) };
  }
  const { isOnlyThis, retryAfterMs } = outcome;
  const ownWait = (): Date | null => nextAttemptAt(delivery, now, { retryAfterMs, random });
  const again = isOnlyThis ? ownWait() : isGivenUp(delivery, now) ? null : now;
  return again ? { state: 'pending', nextAttemptAt: again } : dead;
}

const formOf = (plan: StoredPlan, delivery: DeliveryRecord): PlanForm =>
  isToldWhole(plan, delivery) ? 'whole' : plan.form;

const attemptOutcome = (state: NextState['state']): 'sent' | 'retry' | 'dead' =>
  state === 'pending' ? 'retry' : state;
