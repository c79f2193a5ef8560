import type { AlertRecord, AttemptRecord, DeliveryRecord } from '@app/domain';
import { deliveriesOf, generationsOf, heardOf, type Outcome, seatOfDelivery } from './outcome.ts';
import type { Heard } from './receivers.ts';

/** Where a receiver says nothing it may have taken the message: others go first then. */
const letsOthersGo = ({ fact }: AttemptRecord): boolean => fact.is === 'no-answer';

/**
 * Where word of an outage came after word of a later one about the same: people would take the last message for what is
 * true now. One that got no answer, or was sent again by a person, may come late.
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
  const isExcused = ({ id, attempts, fallbackOf }: DeliveryRecord): boolean =>
    redriven.has(id) || fallbackOf !== undefined || attempts.some(letsOthersGo);
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
