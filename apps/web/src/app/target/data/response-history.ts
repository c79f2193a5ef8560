import { inject, type Signal } from '@angular/core';
import type { History } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const HOUR_MS = 3_600_000;

/** Lengths of time that the chart offers, in milliseconds. */
export const RANGES = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;
export type Range = keyof typeof RANGES;

/** Response times of a target over the range that ends now. Needs an injection context. */
export function responseHistory(
  targetId: Signal<string>,
  range: Signal<Range>,
): LiveResource<History> {
  const api = inject(Api);
  return liveResource({
    params: () => `${targetId()} ${range()}`,
    load: (_, signal) => {
      const to = new Date();
      const from = new Date(to.getTime() - RANGES[range()]);
      return api.client.checks.history.query({ targetId: targetId(), from, to }, { signal });
    },
    isStale: (event) => event.type === 'result' && event.targetId === targetId(),
  });
}
