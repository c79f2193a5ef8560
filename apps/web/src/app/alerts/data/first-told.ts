import { computed, inject, linkedSignal, resource, type Signal } from '@angular/core';
import type { Alert, AlertWithDeliveries } from '@app/domain';
import { Api } from '../../shared/data/api';

/** Open alerts of a first window, and some more. */
const MOST = 12;

export interface FirstTold {
  /** What was read of an alert before it was shown. */
  of: (id: string) => AlertWithDeliveries | undefined;
  /** Nothing that is seen first will grow. */
  readonly isKnown: Signal<boolean>;
}

/**
 * Who was told of the alerts that are seen first: read before they are shown, so that no card pushes others down. Needs an
 * injection context.
 */
export function firstTold(alerts: Signal<readonly Alert[] | null>): FirstTold {
  const api = inject(Api);
  const ids = linkedSignal<readonly Alert[] | null, readonly string[] | null>({
    source: alerts,
    computation: (list, before) => before?.value ?? (list && firstOpen(list)),
  });
  const read = resource({
    params: () => ids() ?? undefined,
    loader: async ({ params, abortSignal }) => {
      const answers = await Promise.allSettled(
        params.map((id) => api.client.alerts.get.query({ id }, { signal: abortSignal })),
      );
      // A card whose alert could not be read says so itself.
      const found = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      return new Map(found.map((alert) => [alert.id, alert]));
    },
  });
  return {
    of: (id) => (read.hasValue() ? read.value().get(id) : undefined),
    isKnown: computed(() => read.hasValue()),
  };
}

const firstOpen = (alerts: readonly Alert[]): string[] =>
  alerts
    .filter(({ state }) => state === 'open')
    .slice(0, MOST)
    .map(({ id }) => id);
