import { inject, type Signal } from '@angular/core';
import type { AlertWithDeliveries } from '@app/domain';
import { Api } from '../../shared/data/api';
import { GoneTargets } from '../../shared/data/gone-targets';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

/** One alert with what people were told of it. Needs an injection context. */
export function alertDetails(id: Signal<string>): LiveResource<AlertWithDeliveries> {
  const api = inject(Api);
  const goneTargets = inject(GoneTargets);
  return liveResource({
    params: id,
    load: async (asked, signal) => {
      const alert = await api.client.alerts.get.query({ id: asked }, { signal });
      goneTargets.seed(alert.goneTargetIds);
      return alert;
    },
    isStale: (event, asked) => event.type === 'alert' && event.alert.id === asked,
  });
}
