import { maxPlausibleTime } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';
import type { TargetStore } from '../ports/targets.ts';

/** Checks that a target carries with it before the older ones move to the result buckets. */
const MAX_CARRIED = 24;
/** Checks that stay with the target, so that its newest results come with one read. */
const KEPT = 8;

/** Whether a target carries enough checks for the older ones to be worth a write. */
export const isWorthArchiving = (carried: number): boolean => carried >= MAX_CARRIED;

export interface ArchiveChecksPorts extends Pick<Ports, 'now'> {
  targets: Pick<TargetStore, 'carriedChecks' | 'trimRecent'>;
  results: Pick<ResultStore, 'append'>;
}

/**
 * Moves the older checks of targets to the result buckets, and those that a clock which was ahead has dated in the
 * future. Safe to repeat and to break off: a bucket ignores what it has, and checks leave a target only after the
 * bucket holds them.
 */
export async function archiveChecks(
  { ports }: Context<ArchiveChecksPorts>,
  targetIds: readonly string[],
): Promise<void> {
  if (targetIds.length === 0) return;
  const latest = maxPlausibleTime(ports.now());
  const carriers = await ports.targets.carriedChecks(targetIds);
  const moves = carriers.flatMap(({ targetId, checks, carried }) => {
    const inOrder = checks.toSorted((a, b) => a.slot.getTime() - b.slot.getTime());
    const credible = inOrder.filter(({ slot }) => slot <= latest);
    const moved = [...credible.slice(0, -KEPT), ...inOrder.slice(credible.length)];
    const kept = checks.length - moved.length;
    return moved.length > 0 ? [{ targetId, checks: moved, carried, kept }] : [];
  });
  await ports.results.append(moves);
  await ports.targets.trimRecent(
    moves.map(({ checks, ...one }) => ({ ...one, moved: checks.map(({ slot }) => slot) })),
  );
}
