import { inject } from '@angular/core';
import type { DeadLetter } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type PagedList, pagedList } from '../../shared/data/paged-list';

/** Jobs that failed for good, the newest first. Needs an injection context. */
export function deadLetters(): PagedList<DeadLetter> {
  const api = inject(Api);
  return pagedList({
    params: () => 'dead',
    pageSize: 50,
    load: (_, page, signal) => api.client.system.deadLetters.query(page, { signal }),
    keyOf: ({ id }) => id,
    isStale: (_, { type }) => type === 'alert',
  });
}
