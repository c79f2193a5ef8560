import { inject, type Signal } from '@angular/core';
import type { Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

/** One target, kept up to date. Needs an injection context. */
export function targetById(id: Signal<string>): LiveResource<Target> {
  const api = inject(Api);
  return liveResource({
    params: id,
    load: (asked, signal) => api.client.targets.get.query({ id: asked }, { signal }),
    applyEvent: (target, event) =>
      event.type === 'target' && event.target.id === target.id ? event.target : target,
    isStale: (event, asked) => event.type === 'removed' && event.targetId === asked,
  });
}
