import type { Ports } from '../ports.ts';

/** Checks that a target carries with it before the older ones move to the result buckets. */
const MAX_CARRIED = 24;
/** Checks that stay with the target, so that its newest results come with one read. */
const KEPT = 8;

/**
 * Moves the older checks of a target to the result buckets, once there are enough of them to be worth a
 * write. Safe to repeat and to break off: the bucket ignores what it has, and checks leave the target
 * only after the bucket holds them.
 */
export async function archiveChecks(
  ports: Pick<Ports, 'targets' | 'results'>,
  targetId: string,
  carried: number,
): Promise<void> {
  if (carried < MAX_CARRIED) return;
  const target = await ports.targets.get(targetId);
  const old = target?.recent.slice(0, -KEPT) ?? [];
  const last = old.at(-1);
  if (!last) return;
  await ports.results.append(targetId, old);
  await ports.targets.trimRecent(targetId, last.slot);
}
