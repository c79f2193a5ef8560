import type { AlertRecord, AttemptRecord, DeliveryRecord } from '@app/domain';
import { deliveriesOf, generationsOf, heardOf, type Outcome, seatOfDelivery } from './outcome.ts';
import type { Heard } from './receivers.ts';

/** Where a receiver says nothing again and again it cannot take the message: others go first then. */
const letsOthersGo = ({ attempts }: { attempts: readonly AttemptRecord[] }): boolean =>
  attempts.filter(({ fact }) => fact.is === 'no-answer').length >= MOST_UNANSWERED;
const MOST_UNANSWERED = 5;

/**
 * Where word of an outage came after word of a later one about the same: people would take the last message for what is
 * true now. One that got no answer again and again, or was sent again by a person, may come late.
 */
export function overtaken(outcome: Outcome): string[] {
  // Where the clock was set back, what came later is dated earlier.
  if (outcome.world.time.aheadMs !== 0) return [];
  return generationsOf(outcome.world).flatMap((alerts) =>
    alerts.flatMap((older, i) =>
      alerts.slice(i + 1).flatMap((newer) => overtakenBy(outcome, older, newer)),
    ),
  );
}

function overtakenBy(
  { world, redriven }: Outcome,
  older: AlertRecord,
  newer: AlertRecord,
): string[] {
  const later = firstTimes(heardOf(world, newer.id));
  const deliveries = deliveriesOf(world, older.id);
  const isExcused = (delivery: DeliveryRecord): boolean =>
    redriven.has(delivery.id) || delivery.fallbackOf !== undefined || letsOthersGo(delivery);
  const late = new Map<string, string>();
  for (const [message, one] of firstTimes(heardOf(world, older.id))) {
    const isLate = [...later.values()].some(({ seat, at }) => seat === one.seat && at < one.at);
    const own = deliveries.filter((delivery) => seatOfDelivery(delivery) === one.seat);
    if (isLate && !own.some(isExcused)) {
      late.set(message, `${one.seat} hears ${one.event} of ${older.id} after word of ${newer.id}`);
    }
  }
  return [...late.values()];
}

/** When each message was heard first. */
function firstTimes(heard: readonly Heard[]): Map<string, Heard> {
  const firsts = new Map<string, Heard>();
  for (const one of heard) {
    const message = `${one.seat} ${one.key}`;
    if (!firsts.has(message)) firsts.set(message, one);
  }
  return firsts;
}
