import { inject, type Signal } from '@angular/core';
import type { Alert } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const SHOWN = 100;

export type Shown = 'open' | 'all';

const openFirst = (a: Alert, b: Alert): number =>
  Number(b.state === 'open') - Number(a.state === 'open') ||
  b.openedAt.getTime() - a.openedAt.getTime();

/** Alerts with the open ones first, then the newest first. Needs an injection context. */
export function alertList(shown: Signal<Shown>): LiveResource<Alert[]> {
  const api = inject(Api);
  return liveResource({
    params: shown,
    load: async (wanted, signal) => {
      const state = wanted === 'open' ? { state: wanted } : {};
      const page = await api.client.alerts.list.query({ ...state, limit: SHOWN }, { signal });
      return page.items.sort(openFirst);
    },
    hear: (alerts, event, wanted) => {
      if (event.type !== 'alert') return alerts;
      const { alert } = event;
      const others = alerts.filter(({ id }) => id !== alert.id);
      const isWanted = wanted === 'all' || alert.state === 'open';
      return isWanted ? [...others, alert].sort(openFirst) : others;
    },
  });
}
