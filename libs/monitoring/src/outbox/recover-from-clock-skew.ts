import { maxPlausibleTime, targetUpTo } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { archiveChecks } from '../history/archive-checks.ts';

/**
 * Brings targets back that were written before the clock was set back: their next slots, leases, totals and newest
 * results lie in the future, so nothing would be checked until the clock is there again. Results that are dated in the
 * future leave the target for their buckets: should it be the present clock that is wrong, they come back with the
 * right one. Answers how many.
 */
export async function recoverFromClockSkew(
  context: Context<Pick<Ports, 'targets' | 'results' | 'now' | 'log'>>,
  now: Date,
  limit: number,
): Promise<number> {
  const { ports } = context;
  let mended = 0;
  for (let found = limit, before = -1; found === limit && mended > before;) {
    before = mended;
    const ids = await ports.targets.changedSince(maxPlausibleTime(now), limit);
    for (const target of await ports.targets.getMany(ids)) {
      if (await ports.targets.change(target.id, target.version, targetUpTo(target, now))) mended++;
    }
    await archiveChecks(context, ids);
    found = ids.length;
  }
  if (mended > 0) {
    ports.log.warn(
      { targets: mended },
      'targets were dated in the future and are scheduled anew: the clock was set back, or clocks of machines differ by more than half a minute',
    );
  }
  return mended;
}
