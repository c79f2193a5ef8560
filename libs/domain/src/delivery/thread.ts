import type { AlertRecord } from '../alert/record.ts';
import type { DeliveryRecord } from './record.ts';
import type { DropReason } from './schema.ts';

/** What happens to a delivery whose turn has come. */
export type Turn =
  /** It is told, with others that count as told by the same message. */
  | { is: 'told'; form: 'single' | 'whole'; ids: string[] }
  | { is: 'dropped'; because: DropReason }
  /** It cannot go before that instant; null: what it waits for is under way. */
  | { is: 'waiting'; until: Date | null };

/** What one receiver is told of one alert. */
export interface Thread {
  /** Null when it is gone. */
  alert: Pick<AlertRecord, 'kind' | 'state' | 'openedAt' | 'endedAt'> | null;
  /** All deliveries of the alert to this receiver, whatever became of them. */
  deliveries: readonly DeliveryRecord[];
  /** Whether the channel was told of the alert, by whichever recipient. */
  isChannelTold: boolean;
  /** Ids that are part of a message that was decided. */
  planned: ReadonlySet<string>;
}

const isPending = ({ state }: DeliveryRecord): boolean => state === 'pending';
const isHandedOver = ({ state, event }: DeliveryRecord): boolean =>
  state === 'sent' && event !== 'resolved';

/** Whoever may have taken a beginning, or been told, is told the end. */
const mayBeKnown = ({ event, state, mayBeTaken }: DeliveryRecord): boolean =>
  event !== 'resolved' && state !== 'pending' && mayBeTaken === true;

/** Whether a beginning comes too late. A mere change is over when it opens, and is told as what it is. */
export const isOver = ({ kind, endedAt }: Pick<AlertRecord, 'kind' | 'endedAt'>): boolean =>
  kind !== 'dns' && endedAt !== null;

/**
 * Decides what becomes of a delivery that is due: on a channel the end never comes first and nothing follows it
 * (ARCHITECTURE.md, invariant 4), and what is told is true when it is handed over. Pure.
 */
export function turnOf(delivery: DeliveryRecord, thread: Thread, now: Date): Turn {
  const { alert, deliveries, planned } = thread;
  if (!alert) return { is: 'dropped', because: 'alert-gone' };
  if (deliveries.some(({ id }) => planned.has(id))) return { is: 'waiting', until: null };
  const others = deliveries.filter(({ id }) => id !== delivery.id);
  switch (delivery.event) {
    case 'opened':
      return turnOfOpening(delivery, thread, others);
    case 'reminder':
      return turnOfReminder(delivery, thread, { others, now });
    case 'resolved':
      return turnOfEnd(delivery, thread, { others, now });
  }
}

function turnOfOpening(
  delivery: DeliveryRecord,
  thread: Thread,
  others: readonly DeliveryRecord[],
): Turn {
  // Somebody may be told for a second reason: as the fallback of another channel, or with a reminder.
  const isKnown = others.some(({ event, state }) => event === 'opened' && state === 'sent');
  if (isKnown && delivery.redrivenAt === undefined) {
    return { is: 'dropped', because: 'told-already' };
  }
  const ends = others.filter((one) => isPending(one) && one.event === 'resolved');
  if (ends.length === 0 && !(thread.alert && isOver(thread.alert))) {
    return { is: 'told', form: 'single', ids: [delivery.id] };
  }
  // Whoever stands in for another channel is spared a beginning that is over.
  if (delivery.fallbackOf !== undefined && delivery.redrivenAt === undefined) {
    return { is: 'dropped', because: 'over' };
  }
  return { is: 'told', form: 'whole', ids: [delivery.id, ...ends.map(({ id }) => id)] };
}

interface Beside {
  others: readonly DeliveryRecord[];
  now: Date;
}

function turnOfReminder(
  delivery: DeliveryRecord,
  { alert }: Thread,
  { others, now }: Beside,
): Turn {
  if (alert?.state !== 'open') return { is: 'dropped', because: 'over' };
  const waiting = others.filter(isPending);
  const opening = waiting.find(({ event }) => event === 'opened');
  if (opening) return afterOpening(opening, now) ?? { is: 'dropped', because: 'newer' };
  const isOutdated = waiting.some(
    ({ event, createdAt }) => event === 'reminder' && createdAt > delivery.createdAt,
  );
  if (isOutdated) return { is: 'dropped', because: 'newer' };
  return { is: 'told', form: 'single', ids: [delivery.id] };
}

function turnOfEnd(delivery: DeliveryRecord, thread: Thread, { others, now }: Beside): Turn {
  const opening = others.find((one) => isPending(one) && one.event === 'opened');
  if (opening) return afterOpening(opening, now) ?? { is: 'waiting', until: null };
  if (others.some(({ state, form }) => state === 'sent' && form === 'whole')) {
    return { is: 'dropped', because: 'told-already' };
  }
  if (others.some(isHandedOver)) return { is: 'told', form: 'single', ids: [delivery.id] };
  if (delivery.fallbackOf !== undefined || thread.isChannelTold || others.some(mayBeKnown)) {
    return { is: 'told', form: 'whole', ids: [delivery.id] };
  }
  return { is: 'dropped', because: 'not-told' };
}

/** What follows an opening that waits for its next attempt waits as long; null when the opening is due. */
const afterOpening = ({ nextAttemptAt }: DeliveryRecord, now: Date): Turn | null =>
  nextAttemptAt !== null && nextAttemptAt > now ? { is: 'waiting', until: nextAttemptAt } : null;
