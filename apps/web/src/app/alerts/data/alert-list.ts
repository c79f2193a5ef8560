import { inject, type Signal } from '@angular/core';
import type { Alert } from '@app/domain';
import { Api } from '../../shared/data/api';
import { GoneTargets } from '../../shared/data/gone-targets';
import { type PagedList, pagedList } from '../../shared/data/paged-list';

export type Shown = 'open' | 'all';

const openFirst = (a: Alert, b: Alert): number =>
  Number(b.state === 'open') - Number(a.state === 'open') ||
  b.openedAt.getTime() - a.openedAt.getTime();

/** Alerts with the open ones first, then the newest first. Needs an injection context. */
export function alertList(shown: Signal<Shown>): PagedList<Alert> {
  const api = inject(Api);
  const goneTargets = inject(GoneTargets);
  return pagedList({
    params: shown,
    pageSize: 100,
    load: async (wanted, page, signal) => {
      const state = wanted === 'open' ? { state: wanted } : {};
      const answer = await api.client.alerts.list.query({ ...state, ...page }, { signal });
      goneTargets.seed(answer.goneTargetIds);
      return { ...answer, items: answer.items.sort(openFirst) };
    },
    keyOf: ({ id }) => id,
    applyEvent: (alerts, event, wanted) => {
      if (event.type !== 'alert') return alerts;
      const { alert } = event;
      const others = alerts.filter(({ id }) => id !== alert.id);
      const isWanted = wanted === 'all' || alert.state === 'open';
      return isWanted ? [...others, alert].sort(openFirst) : others;
    },
  });
}
