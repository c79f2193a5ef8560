import type { StatusCounts, Target } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { listTargets } from './read-targets.ts';
import type { ShowPorts } from './to-target.ts';

/** What other monitors are told of targets. */
export interface FiguredTargets {
  targets: Target[];
  counts: StatusCounts;
}

/** Targets that are told of one by one: what other monitors keep of each stays bounded. */
const MOST = 1_000;
const AT_ONCE = 250;

/** The first targets by name, as many as are told of, and how many there are of each status. */
export async function figuredTargets(
  context: Context<ShowPorts & Pick<Ports, 'targets'>>,
): Promise<FiguredTargets> {
  const targets: Target[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listTargets(context, {
      sort: 'name',
      limit: AT_ONCE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    targets.push(...page.items);
    if (page.nextCursor === null || targets.length >= MOST) {
      return { targets, counts: page.counts };
    }
    cursor = page.nextCursor;
  }
}
