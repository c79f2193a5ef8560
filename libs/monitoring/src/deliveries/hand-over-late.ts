import type { DeliveryRecord } from '@app/domain';
import type { Context } from '../context.ts';
import { type FallbackPorts, handToFallback } from './hand-to-fallback.ts';

/** Deliveries that are read together. */
const LIMIT = 500;

/** Errors by the id of the delivery that could not be handed over: these keep no other waiting. */
export type HandOverTrouble = Map<string, unknown>;

/** So many are found one by one; what fails with the others after that is left for later with them. */
const MOST_TROUBLE = 20;

/**
 * Has fallbacks take over from channels that could not be told for a minute, whatever these asked for. Safe to repeat, and to
 * run in several processes. Returns when the next one is to take over; null for never, as things are. What cannot be handed
 * over is noted in `trouble`, and counts for neither.
 */
export async function handOverLate(
  { ports, signal }: Context<FallbackPorts>,
  trouble: HandOverTrouble,
): Promise<Date | null> {
  while ((await handOverSome(ports, trouble)) === LIMIT) signal.throwIfAborted();
  return await ports.deliveries.nextFallback([...trouble.keys()]);
}

/** As `handOverLate`, one batch of it, without those that there was trouble with. Returns how many deliveries. */
export async function handOverSome(
  ports: FallbackPorts,
  trouble: HandOverTrouble,
): Promise<number> {
  const late = await ports.deliveries.fallbackDue(ports.now(), LIMIT, [...trouble.keys()]);
  const byChannel = Map.groupBy(late, ({ channelId }) => channelId);
  for (const deliveries of byChannel.values()) await handOver(ports, deliveries, trouble);
  return late.length;
}

/** Hands messages of one channel over. Those that cannot be are found by halves, so that all others are. */
async function handOver(
  ports: FallbackPorts,
  deliveries: readonly DeliveryRecord[],
  trouble: HandOverTrouble,
): Promise<void> {
  const [first] = deliveries;
  if (!first) return;
  try {
    if (first.channelId !== null) await handToFallback(ports, first.channelId, deliveries);
    await ports.deliveries.fallbackDone(deliveries.map(({ id }) => id));
  } catch (error) {
    if (deliveries.length === 1 || trouble.size >= MOST_TROUBLE) {
      for (const { id } of deliveries) trouble.set(id, error);
      return;
    }
    const half = Math.ceil(deliveries.length / 2);
    await handOver(ports, deliveries.slice(0, half), trouble);
    await handOver(ports, deliveries.slice(half), trouble);
  }
}
