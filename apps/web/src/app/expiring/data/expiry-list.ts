import { DestroyRef, inject, type Signal } from '@angular/core';
import type { ExpiryItem, ExportExpiries } from '@app/domain';
import { Api } from '../../shared/data/api';
import { LiveFeed } from '../../shared/data/live-feed';
import { type PagedList, pagedList } from '../../shared/data/paged-list';
import { expiryKey } from './expiry-key';
import { isOutdated } from './is-outdated';

/** Days go by without events. */
const TICK_MS = 600_000;
/** Targets that one subscription may name; the list goes on below. */
const MOST_WATCHED = 200;

/** What expires, as it is wanted. Needs an injection context. */
export function expiryList(wanted: Signal<ExportExpiries>): PagedList<ExpiryItem> {
  const api = inject(Api);
  const list = pagedList({
    params: wanted,
    pageSize: 100,
    load: (asked, page, signal) => api.client.expiry.list.query({ ...asked, ...page }, { signal }),
    keyOf: expiryKey,
    isStale: (items, event, hasMore) => {
      const { sort = 'end', ...filter } = wanted();
      const isByEnd = sort === 'end' || !hasMore;
      const isWhole = isByEnd && Object.keys(filter).length === 0;
      return isOutdated(items, event, { hasMore, isWhole });
    },
  });
  const shown = (): string[] =>
    (list.value() ?? []).map(({ targetId }) => targetId).slice(0, MOST_WATCHED);
  inject(LiveFeed).watch(inject(DestroyRef), shown);
  const ticks = setInterval(list.reload, TICK_MS);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(ticks);
  });
  return list;
}
