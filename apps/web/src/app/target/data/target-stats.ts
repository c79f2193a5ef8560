import { inject, type Signal } from '@angular/core';
import type { CheckView } from '@app/domain';
import type { StatsDaily, StatsExplanation, StatsOutages, StatsSummary } from '@app/domain/stats';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';
import { type PagedList, pagedList } from '../../shared/data/paged-list';
import { type Span, timesOf } from './span';
import { staleSpan } from './stale-span';

/** What happened in a time: its numbers with what they are made of, and its outages. */
export interface SpanFacts extends StatsExplanation {
  outages: StatsOutages['items'];
}

/** What happened in a time. Needs an injection context. */
export function spanFacts(targetId: Signal<string>, span: Signal<Span>): LiveResource<SpanFacts> {
  const { client } = inject(Api);
  return liveResource({
    params: () => ({ targetId: targetId(), span: span() }),
    load: async (asked, signal) => {
      const query = { targetId: asked.targetId, ...timesOf(asked.span, new Date()) };
      const [explained, { items }] = await Promise.all([
        client.stats.explain.query(query, { signal }),
        client.stats.outages.query(query, { signal }),
      ]);
      return { ...explained, outages: items };
    },
    isStale: staleSpan(targetId, span),
  });
}

/** The numbers of each of the last days. Needs an injection context. */
export function dailyStats(
  targetId: Signal<string>,
  days: Signal<number | null>,
): LiveResource<StatsDaily> {
  const { client } = inject(Api);
  return liveResource({
    params: () => ({ targetId: targetId(), days: days() }),
    load: async (asked, signal) =>
      asked.days === null
        ? { timeZone: 'UTC', items: [] }
        : await client.stats.daily.query(
            { targetId: asked.targetId, days: asked.days },
            { signal },
          ),
    isStale: staleSpan(targetId, () => ({ range: '90d' })),
  });
}

/** The numbers of the last hour, day, week and month. Needs an injection context. */
export function summaryStats(targetId: Signal<string>): LiveResource<StatsSummary> {
  const { client } = inject(Api);
  return liveResource({
    params: targetId,
    load: (asked, signal) => client.stats.summary.query({ targetId: asked }, { signal }),
    isStale: staleSpan(targetId, () => ({ range: '24h' })),
  });
}

const PAGE = 30;

/** The checks of a time, newest first, page by page. Needs an injection context. */
export function checksOfSpan(targetId: Signal<string>, span: Signal<Span>): PagedList<CheckView> {
  const { client } = inject(Api);
  return pagedList({
    params: () => ({ targetId: targetId(), span: span() }),
    pageSize: PAGE,
    load: async (asked, { limit, cursor }, signal) => {
      const { from, to } = timesOf(asked.span, new Date());
      const before = cursor === undefined ? to : new Date(Number(cursor));
      const query = { targetId: asked.targetId, from, before, limit: Math.min(limit, 200) };
      const { items } = await client.checks.recent.query(query, { signal });
      const last = items.at(-1)?.slot.getTime();
      const hasMore = items.length === query.limit && last !== undefined;
      return { items, nextCursor: hasMore ? String(last) : null };
    },
    keyOf: ({ kind, slot }) => `${kind} ${String(slot.getTime())}`,
  });
}
