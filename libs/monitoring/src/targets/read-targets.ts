import { notFound, type ListTargets, type Target, type TargetPage } from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { answerTarget, toTargets, type ShowPorts } from './to-target.ts';

type ReadPorts = ShowPorts & Pick<Ports, 'targets'>;

const DEFAULT_LIMIT = 50;

/** Targets that match, worst first unless asked otherwise, with counts over all of them. */
export async function listTargets(
  { ports }: Context<ReadPorts>,
  query: ListTargets,
): Promise<TargetPage> {
  const statuses = query.status === undefined ? [] : [query.status].flat();
  const [page, counts] = await Promise.all([
    ports.targets.list({
      search: query.search || null,
      kind: query.kind ?? null,
      tags: query.tags ?? [],
      statuses,
      sort: query.sort ?? 'worst',
      cursor: query.cursor ?? null,
      limit: query.limit ?? DEFAULT_LIMIT,
    }),
    ports.targets.counts(),
  ]);
  return { items: await toTargets(ports, page.items), nextCursor: page.nextCursor, counts };
}

/** One target. Throws not-found. */
export async function getTarget({ ports }: Context<ReadPorts>, id: string): Promise<Target> {
  const record = await ports.targets.get(id);
  if (!record) throw notFound('target');
  return await answerTarget(ports, record);
}
