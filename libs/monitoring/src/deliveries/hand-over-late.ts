import type { Context } from '../context.ts';
import { type FallbackPorts, handToFallback } from './hand-to-fallback.ts';

/** Deliveries that are read together. */
const LIMIT = 500;

/**
 * Has fallbacks take over from channels that could not be told for a minute, whatever these asked for. Safe to repeat, and to
 * run in several processes. Returns when the next one is to take over; null for never, as things are. Rejects once all others
 * were handed over, where those of a channel could not be.
 */
export async function handOverLate({
  ports,
  signal,
}: Context<FallbackPorts>): Promise<Date | null> {
  const trouble: HandOverTrouble = new Map();
  while ((await handOverSome(ports, trouble)) === LIMIT) signal.throwIfAborted();
  if (trouble.size > 0) {
    throw new AggregateError(trouble.values(), 'Some fallbacks could not take over.');
  }
  return await ports.deliveries.nextFallback();
}

/** Errors by the channel whose deliveries could not be handed over: these keep no other channel waiting. */
export type HandOverTrouble = Map<string | null, unknown>;

/** As `handOverLate`, one batch of it, without the channels that there was trouble with, which are noted. Returns how many deliveries. */
export async function handOverSome(
  ports: FallbackPorts,
  trouble: HandOverTrouble,
): Promise<number> {
  const except = [...trouble.keys()].flatMap((id) => id ?? []);
  const late = await ports.deliveries.fallbackDue(ports.now(), LIMIT, except);
  const byChannel = Map.groupBy(late, ({ channelId }) => channelId);
  for (const [channelId, deliveries] of byChannel) {
    try {
      if (channelId !== null) await handToFallback(ports, channelId, deliveries);
      await ports.deliveries.fallbackDone(deliveries.map(({ id }) => id));
    } catch (error) {
      trouble.set(channelId, error);
    }
  }
  return late.length;
}
