import { inject, type Signal } from '@angular/core';
import type { Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type PagedList, pagedList, type PageQuery } from '../../shared/data/paged-list';
import { StatusCounts } from '../../shared/data/status-counts';
import { type Filter, isMatch } from './filter';
import { belongsAmong, worstFirst } from './order';

export interface TargetList extends PagedList<Target> {
  /** While held, rows keep their places, so that nobody clicks on the wrong one. */
  hold: (isHeld: boolean) => void;
}

/**
 * The targets that match a filter, worst first. Rows change in place at once; they change places
 * only while nothing holds their order. Needs an injection context.
 */
export function targetList(filter: Signal<Filter>): TargetList {
  const api = inject(Api);
  const counts = inject(StatusCounts);
  let isHeld = false;
  const settled = (targets: readonly Target[]): Target[] =>
    worstFirst(targets.filter((target) => isMatch(target, filter())));

  const list = pagedList({
    params: filter,
    pageSize: 50,
    load: async (asked, page, signal) => {
      const answer = await api.client.targets.list.query(query(asked, page), { signal });
      counts.know(answer.items);
      return answer;
    },
    keyOf: ({ id }) => id,
    applyEvent: (targets, event) => {
      if (event.type === 'removed') return targets.filter(({ id }) => id !== event.targetId);
      if (event.type !== 'target') return targets;
      const { target } = event;
      if (!targets.some(({ id }) => id === target.id)) return targets;
      const changed = targets.map((known) => (known.id === target.id ? target : known));
      return isHeld ? changed : settled(changed);
    },
    isStale: (targets, event, hasMore) =>
      event.type === 'target' &&
      !targets.some(({ id }) => id === event.target.id) &&
      isMatch(event.target, filter()) &&
      (!hasMore || belongsAmong(event.target, targets)),
  });
  const hold = (isNowHeld: boolean): void => {
    isHeld = isNowHeld;
    if (!isHeld) list.value.update((targets) => targets && settled(targets));
  };
  return { ...list, hold };
}

const query = ({ search, status, tags }: Filter, page: PageQuery) => ({
  ...(search === '' ? {} : { search }),
  ...(status === null ? {} : { status }),
  ...(tags.length === 0 ? {} : { tags: [...tags] }),
  ...page,
});
