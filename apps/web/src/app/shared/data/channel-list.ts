import { inject } from '@angular/core';
import type { Channel } from '@app/domain';
import { Api } from './api';
import { type LiveResource, liveResource } from './live-resource';

/** All channels; what was last delivered changes with each alert. Needs an injection context. */
export function channelList(): LiveResource<{ items: Channel[] }> {
  const api = inject(Api);
  return liveResource({
    params: () => 'all',
    load: (_, signal) => api.client.channels.list.query(undefined, { signal }),
    isStale: ({ type }) => type === 'alert',
  });
}
