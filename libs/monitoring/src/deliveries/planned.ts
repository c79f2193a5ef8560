import type { AlertRecord, DeliveryRecord, MessageTarget } from '@app/domain';
import { matterOf, type StoredPlan } from '@app/domain/lanes';
import type { LanePorts } from './lane-ports.ts';
import { readAlerts } from './read-work.ts';

/** A message that got no answer twice lets others go first, or a channel that takes all but this one would fall silent. */
const PATIENT_AFTER = 2;
/** Where so many get no answer it is the channel. */
const MOST_PATIENT = 5;

/** A message that was decided, with all that its words need. */
export interface PlannedMessage {
  plan: StoredPlan;
  deliveries: readonly DeliveryRecord[];
  alerts: ReadonlyMap<string, AlertRecord>;
  targets: ReadonlyMap<string, MessageTarget>;
  /** What came of it was written down before its plan could be dropped. */
  isSettled: boolean;
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

/** Whether something of a message that was decided is to be tried by now. */
export const isToBeTried = ({ isSettled, deliveries }: PlannedMessage, now: Date): boolean =>
  !isSettled &&
  deliveries.some(
    ({ state, nextAttemptAt }) =>
      state === 'pending' && nextAttemptAt !== null && nextAttemptAt <= now,
  );

/** Whether what is to be repeated lets others go first. */
export const isStuck = (waiting: readonly PlannedMessage[]): boolean =>
  waiting.length < MOST_PATIENT && waiting.every(({ plan }) => plan.unanswered >= PATIENT_AFTER);

/**
 * Tries without an answer after which word of a later alert about the same goes first, too: by then this message is one that
 * the receiver cannot take.
 */
const MOST_TRIES_AHEAD = 6;

/** Whether a message that is to be repeated keeps what came later about the same behind it: people take the last word for true. */
export const isAhead = ({ plan }: PlannedMessage): boolean => plan.unanswered < MOST_TRIES_AHEAD;

/** What some messages are about, and whom they tell. */
export const mattersOf = (messages: readonly PlannedMessage[]): ReadonlySet<string> =>
  new Set(
    messages.flatMap(({ deliveries, alerts }) =>
      deliveries.flatMap((delivery) => {
        const alert = alerts.get(delivery.alertId);
        return alert ? [matterOf(alert, delivery.recipient)] : [];
      }),
    ),
  );
