import { inject, type Signal } from '@angular/core';
import type { Alert } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const SHOWN = 50;

/** The newest alerts of a target and of the domain that it is on, kept up to date. Needs an injection context. */
export function targetAlerts(
  targetId: Signal<string>,
  domain: Signal<string | null>,
): LiveResource<Alert[]> {
  const api = inject(Api);
  return liveResource({
    params: targetId,
    load: async (asked, signal) =>
      (await api.client.alerts.list.query({ targetId: asked, limit: SHOWN }, { signal })).items,
    applyEvent: (alerts, event, asked) =>
      event.type === 'alert' && concerns(event.alert, asked, domain())
        ? [event.alert, ...alerts.filter(({ id }) => id !== event.alert.id)].sort(
            (a, b) => b.openedAt.getTime() - a.openedAt.getTime(),
          )
        : alerts,
  });
}

/** An alert about a domain concerns every target on it, whichever of them it names. */
const concerns = (alert: Alert, targetId: string, domain: string | null): boolean =>
  alert.domain === null ? alert.targetId === targetId : alert.domain === domain;
