import type { Ports } from '../ports.ts';

/** Checks that a target carries with it before the older ones move to the result buckets. */
const MAX_CARRIED = 24;
/** Checks that stay with the target, so that its newest results come with one read. */
const KEPT = 8;

/** Whether a target carries enough checks for the older ones to be worth a write. */
export const isWorthArchiving = (carried: number): boolean => carried >= MAX_CARRIED;

/**
 * Moves the older checks of targets to the result buckets. Safe to repeat and to break off: a bucket ignores what
 * it has, and checks leave a target only after the bucket holds them.
 */
export async function archiveChecks(
  ports: Pick<Ports, 'targets' | 'results'>,
  targetIds: readonly string[],
): Promise<void> {
  if (targetIds.length === 0) return;
  const carriers = await ports.targets.carriedChecks(targetIds);
  const moved = carriers.flatMap(({ targetId, checks }) => {
    const old = checks.slice(0, -KEPT);
    const last = old.at(-1);
    return last ? [{ targetId, checks: old, carried: checks.length, upTo: last.slot }] : [];
  });
  await ports.results.append(moved);
  await ports.targets.trimRecent(moved.map(({ checks, ...one }) => ({ ...one, kept: KEPT })));
}
