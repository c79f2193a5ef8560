import { stableHash } from '../common/stable-hash.ts';

/** Number of partitions that targets are spread over; workers share them (power of two, fixed for a database). */
export const PARTITIONS = 64;

/** The partition of a target, 0 to `PARTITIONS - 1`. */
export const partitionOf = (targetId: string): number => stableHash(targetId) % PARTITIONS;

/**
 * The first slot of a target strictly after an instant. Slots lie on a fixed grid of the interval,
 * shifted by a hash of the id, so that load is flat and nothing drifts.
 *
 * @param targetId id of the target
 * @param intervalSeconds time between two slots
 * @param after instant that the slot must be later than
 */
export function nextSlot(targetId: string, intervalSeconds: number, after: Date): Date {
  const { interval, phase } = gridOf(targetId, intervalSeconds);
  const periods = Math.floor((after.getTime() - phase) / interval) + 1;
  return new Date(periods * interval + phase);
}

/** How many slots of a target lie within `[from, to)`, in milliseconds since 1970. */
export function slotsWithin(
  { id, intervalSeconds }: { id: string; intervalSeconds: number },
  from: number,
  to: number,
): number {
  const { interval, phase } = gridOf(id, intervalSeconds);
  const before = (instant: number): number => Math.ceil((instant - phase) / interval);
  return Math.max(0, before(to) - before(from));
}

const gridOf = (id: string, intervalSeconds: number): { interval: number; phase: number } => {
  const interval = intervalSeconds * 1_000;
  return { interval, phase: stableHash(`slot:${id}`) % interval };
};
