import type { Context } from '../context.ts';
import { type FallbackPorts, handToFallback } from './hand-to-fallback.ts';

/** Deliveries that are read together. */
const LIMIT = 500;

/**
 * Has fallbacks take over from channels that could not be told for a minute, whatever these asked for. Safe to repeat, and to
 * run in several processes. Returns when the next one is to take over; null for never, as things are.
 */
export async function handOverLate({
  ports,
  signal,
}: Context<FallbackPorts>): Promise<Date | null> {
  while ((await handOverSome(ports)) === LIMIT) signal.throwIfAborted();
  return await ports.deliveries.nextFallback();
}

/** As `handOverLate`, one batch of it. Returns how many deliveries. */
export async function handOverSome(ports: FallbackPorts): Promise<number> {
  const late = await ports.deliveries.fallbackDue(ports.now(), LIMIT);
  const byChannel = Map.groupBy(late, ({ channelId }) => channelId);
  for (const [channelId, deliveries] of byChannel) {
    if (channelId !== null) await handToFallback(ports, channelId, deliveries);
    await ports.deliveries.fallbackDone(deliveries.map(({ id }) => id));
  }
  return late.length;
}
