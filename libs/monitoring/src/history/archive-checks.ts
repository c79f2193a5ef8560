import { checksToArchive } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { ResultStore } from '../ports/results.ts';
import type { TargetStore } from '../ports/targets.ts';

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
  const now = ports.now();
  const carriers = await ports.targets.carriedChecks(targetIds);
  const moves = carriers.flatMap(({ targetId, checks, carried }) => {
    const moved = checksToArchive(checks, now);
    const kept = checks.length - moved.length;
    return moved.length > 0 ? [{ targetId, checks: moved, carried, kept }] : [];
  });
  await ports.results.append(moves);
  await ports.targets.trimRecent(
    moves.map(({ checks, ...one }) => ({ ...one, moved: checks.map(({ slot }) => slot) })),
  );
}
