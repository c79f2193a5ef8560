import { inject, type Signal } from '@angular/core';
import type { History, Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const HOUR_MS = 3_600_000;

/** Lengths of time that the chart offers, in milliseconds. */
export const RANGES = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;
export type Range = keyof typeof RANGES;

/** Age below which a day would be a nearly empty chart, in milliseconds. */
const YOUNG_MS = 3 * HOUR_MS;

/** What the chart shows before anybody picks a range. */
export const firstRange = (target: Pick<Target, 'createdAt'> | null): Range =>
  target && Date.now() - target.createdAt.getTime() < YOUNG_MS ? 'hour' : 'day';

/** Response times of a target, and what was missed of it, over the range that ends now. Needs an injection context. */
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
    isStale: (event) =>
      (event.type === 'result' && event.targetId === targetId()) ||
      (event.type === 'target' && event.target.id === targetId() && event.target.status === 'unknown'),
  });
}
