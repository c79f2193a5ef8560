import {
  notFound,
  type ListTargets,
  type OrderTargets,
  type TagList,
  type Target,
  type TargetItems,
  type TargetOrder,
  type TargetPage,
} from '@app/domain';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { TargetOrderFilter } from '../ports/targets.ts';
import { answerTarget, toTargets, type ShowPorts } from './to-target.ts';

type ReadPorts = ShowPorts & Pick<Ports, 'targets'>;

const DEFAULT_LIMIT = 50;

/** Targets that match, worst first unless asked otherwise, with counts over all of them. */
export async function listTargets(
  { ports }: Context<ReadPorts>,
  query: ListTargets,
): Promise<TargetPage> {
  const [page, counts] = await Promise.all([
    ports.targets.list({
      ...toFilter(query),
      cursor: query.cursor ?? null,
      limit: query.limit ?? DEFAULT_LIMIT,
    }),
    ports.targets.counts(),
  ]);
  return { items: await toTargets(ports, page.items), nextCursor: page.nextCursor, counts };
}

/** The ids of all targets that match, in the order of `listTargets`. */
export const orderTargets = async (
  { ports }: Context<Pick<Ports, 'targets'>>,
  query: OrderTargets,
): Promise<TargetOrder> => ({ ids: await ports.targets.order(toFilter(query)) });

const toFilter = (query: OrderTargets): TargetOrderFilter => ({
  search: query.search || null,
  kind: query.kind ?? null,
  tags: query.tags ?? [],
  tagMatch: query.tagMatch ?? 'all',
  statuses: query.status === undefined ? [] : [query.status].flat(),
  sort: query.sort ?? 'worst',
  isReversed: query.reverse ?? false,
});

/** Some targets, in the order of their ids; those that are gone are left out. */
export async function manyTargets(
  { ports }: Context<ReadPorts>,
  ids: readonly string[],
): Promise<TargetItems> {
  const targets = await toTargets(ports, await ports.targets.listed(ids));
  const byId = new Map(targets.map((target) => [target.id, target]));
  return { items: ids.flatMap((id) => byId.get(id) ?? []) };
}

/** Every tag that some target carries, by name. */
export async function listTags({ ports }: Context<Pick<Ports, 'targets'>>): Promise<TagList> {
  const tags = [...(await ports.targets.tags())].map(([tag, targets]) => ({ tag, targets }));
  return { items: tags.sort((a, b) => a.tag.localeCompare(b.tag, 'en')) };
}

/** One target. Throws not-found. */
export async function getTarget({ ports }: Context<ReadPorts>, id: string): Promise<Target> {
  const record = await ports.targets.get(id);
  if (!record) throw notFound('target');
  return await answerTarget(ports, record);
}
