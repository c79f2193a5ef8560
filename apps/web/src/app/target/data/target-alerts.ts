import { inject, type Signal } from '@angular/core';
import type { Alert } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const SHOWN = 50;

/** The newest alerts of a target, kept up to date. Needs an injection context. */
export function targetAlerts(targetId: Signal<string>): LiveResource<Alert[]> {
  const api = inject(Api);
  return liveResource({
    params: targetId,
    load: async (asked, signal) =>
      (await api.client.alerts.list.query({ targetId: asked, limit: SHOWN }, { signal })).items,
    hear: (alerts, event, asked) =>
      event.type === 'alert' && event.alert.targetId === asked
        ? [event.alert, ...alerts.filter(({ id }) => id !== event.alert.id)].sort(
            (a, b) => b.openedAt.getTime() - a.openedAt.getTime(),
          )
        : alerts,
  });
}
