import { inject } from '@angular/core';
import type { Channel, ChannelKind } from '@app/domain';
import { Api } from './api';
import { type LiveResource, liveResource } from './live-resource';

export interface ChannelItems {
  items: Channel[];
  /** Kinds that cannot be sent to before the operator has set something up. */
  notSetUp?: ChannelKind[] | undefined;
}

/** All channels; what was last delivered changes with each alert. Needs an injection context. */
export function channelList(): LiveResource<ChannelItems> {
  const api = inject(Api);
  return liveResource({
    params: () => 'all',
    load: (_, signal) => api.client.channels.list.query(undefined, { signal }),
    isStale: ({ type }) => type === 'alert',
  });
}
