import { inject } from '@angular/core';
import type { Delivery } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type PagedList, pagedList } from '../../shared/data/paged-list';

/** Messages that could not be delivered, the newest first. Needs an injection context. */
export function deadDeliveries(): PagedList<Delivery> {
  const api = inject(Api);
  return pagedList({
    params: () => 'dead' as const,
    pageSize: 50,
    load: (state, page, signal) => api.client.deliveries.list.query({ state, ...page }, { signal }),
    keyOf: ({ id }) => id,
    isStale: (_, { type }) => type === 'alert',
  });
}
