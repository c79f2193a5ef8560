import { inject, type Signal } from '@angular/core';
import type { History } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';
import { type Between, type Span, timesOf } from './span';
import { staleSpan } from './stale-span';

/** Response times of some time, with what else went on in it. */
export interface SpanHistory extends History, Between {}

/** Response times of a target over some time. Needs an injection context. */
export function responseHistory(
  targetId: Signal<string>,
  span: Signal<Span>,
): LiveResource<SpanHistory> {
  const api = inject(Api);
  return liveResource({
    params: () => ({ targetId: targetId(), span: span() }),
    load: async (asked, signal) => {
      const times = timesOf(asked.span, new Date());
      const query = { targetId: asked.targetId, ...times };
      return { ...(await api.client.checks.history.query(query, { signal })), ...times };
    },
    isStale: staleSpan(targetId, span),
  });
}
