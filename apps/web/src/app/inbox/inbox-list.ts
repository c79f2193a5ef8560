import { inject, type Signal } from '@angular/core';
import type { InboxItem } from '@app/domain';
import { Api } from '../shared/data/api';
import { type PagedList, pagedList } from '../shared/data/paged-list';

/** The inbox, newest first. Needs an injection context. */
export function inboxList(unreadOnly: Signal<boolean>): PagedList<InboxItem> {
  const api = inject(Api);
  return pagedList({
    params: unreadOnly,
    pageSize: 100,
    load: (only, page, signal) =>
      api.client.inbox.list.query({ unreadOnly: only, ...page }, { signal }),
    keyOf: ({ id }) => id,
    applyEvent: (items, event) => {
      if (event.type !== 'inbox') return items;
      return [event.item, ...items.filter(({ id }) => id !== event.item.id)];
    },
  });
}
