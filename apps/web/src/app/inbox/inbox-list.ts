import { inject, type Signal } from '@angular/core';
import type { InboxPage } from '@app/domain';
import { Api } from '../shared/data/api';
import { type LiveResource, liveResource } from '../shared/data/live-resource';

const SHOWN = 100;

/** The inbox, newest first. Needs an injection context. */
export function inboxList(unreadOnly: Signal<boolean>): LiveResource<InboxPage> {
  const api = inject(Api);
  return liveResource({
    params: unreadOnly,
    load: (only, signal) =>
      api.client.inbox.list.query({ unreadOnly: only, limit: SHOWN }, { signal }),
    hear: (page, event) => {
      if (event.type !== 'inbox') return page;
      const others = page.items.filter(({ id }) => id !== event.item.id);
      return { ...page, items: [event.item, ...others] };
    },
  });
}
