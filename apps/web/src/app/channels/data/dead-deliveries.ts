import { inject } from '@angular/core';
import type { DeliveryPage } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const SHOWN = 50;

/** The newest messages that could not be delivered. Needs an injection context. */
export function deadDeliveries(): LiveResource<DeliveryPage> {
  const api = inject(Api);
  return liveResource({
    params: () => 'dead',
    load: (_, signal) =>
      api.client.deliveries.list.query({ state: 'dead', limit: SHOWN }, { signal }),
    isStale: ({ type }) => type === 'alert',
  });
}
