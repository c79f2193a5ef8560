import { inject, type Signal } from '@angular/core';
import type { AlertWithDeliveries } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

/** One alert with what people were told of it. Needs an injection context. */
export function alertDetails(id: Signal<string>): LiveResource<AlertWithDeliveries> {
  const api = inject(Api);
  return liveResource({
    params: id,
    load: (asked, signal) => api.client.alerts.get.query({ id: asked }, { signal }),
    isStale: (event, asked) => event.type === 'alert' && event.alert.id === asked,
  });
}
