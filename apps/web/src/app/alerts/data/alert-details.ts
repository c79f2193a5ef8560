import { inject, type Signal, signal } from '@angular/core';
import type { AlertWithDeliveries } from '@app/domain';
import { Api } from '../../shared/data/api';
import { GoneTargets } from '../../shared/data/gone-targets';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const NOTHING = signal(undefined).asReadonly();

/**
 * One alert with what people were told of it. Needs an injection context.
 *
 * @param known what was read of it already
 */
export function alertDetails(
  id: Signal<string>,
  known: Signal<AlertWithDeliveries | undefined> = NOTHING,
): LiveResource<AlertWithDeliveries> {
  const api = inject(Api);
  const goneTargets = inject(GoneTargets);
  return liveResource({
    params: id,
    known: () => known(),
    load: async (asked, signal) => {
      const alert = await api.client.alerts.get.query({ id: asked }, { signal });
      goneTargets.seed(alert.goneTargetIds);
      return alert;
    },
    isStale: (event, asked) => event.type === 'alert' && event.alert.id === asked,
  });
}
