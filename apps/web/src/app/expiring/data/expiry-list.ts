import { DestroyRef, inject } from '@angular/core';
import type { ExpiryItem } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type PagedList, pagedList } from '../../shared/data/paged-list';
import { expiryKey } from './expiry-key';
import { isOutdated } from './is-outdated';

/** Days go by without events. */
const TICK_MS = 600_000;

/** What expires, the next one first. Needs an injection context. */
export function expiryList(): PagedList<ExpiryItem> {
  const api = inject(Api);
  const list = pagedList({
    params: () => 'all',
    pageSize: 100,
    load: (_, page, signal) => api.client.expiry.list.query(page, { signal }),
    keyOf: expiryKey,
    isStale: isOutdated,
  });
  const ticks = setInterval(list.reload, TICK_MS);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(ticks);
  });
  return list;
}
