import type { LaneState } from './lane.ts';
import type { DeliveryRecord } from './record.ts';
import type { SendFact } from './send-fact.ts';

/** That a channel takes nothing, or not everything, and what it said last. */
interface NotDelivering {
  since: Date;
  /** What was answered last; null where nothing was sent yet. */
  because: SendFact | null;
  /** Messages that are tried again. */
  waiting: number;
}

type Waiting = Pick<DeliveryRecord, 'state' | 'attempts'>;

/**
 * Returns since when a channel does not deliver; null while it does. One address of a mail channel is enough.
 *
 * @param lane undefined for a channel that was never told anything
 * @param pending what waits for it
 */
export function notDelivering(
  lane: Pick<LaneState, 'failingSince'> | undefined,
  pending: readonly Waiting[],
): NotDelivering | null {
  const failed = pending.filter(
    ({ state, attempts }) => state === 'pending' && attempts.length > 0,
  );
  const attempts = failed.flatMap((one) => one.attempts).toSorted((a, b) => +a.at - +b.at);
  const since = earlier(lane?.failingSince ?? null, attempts[0]?.at ?? null);
  return since && { since, because: attempts.at(-1)?.fact ?? null, waiting: failed.length };
}

const earlier = (a: Date | null, b: Date | null): Date | null =>
  a && b ? (a < b ? a : b) : (a ?? b);
