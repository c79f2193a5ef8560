import { DestroyRef, inject, type Signal } from '@angular/core';
import type { Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { LiveFeed } from '../../shared/data/live-feed';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

/** One target, kept up to date. Needs an injection context. */
export function targetById(id: Signal<string>): LiveResource<Target> {
  const api = inject(Api);
  inject(LiveFeed).watch(inject(DestroyRef), () => [id()]);
  return liveResource({
    params: id,
    load: (asked, signal) => api.client.targets.get.query({ id: asked }, { signal }),
    applyEvent: (target, event) =>
      event.type === 'target' && event.target.id === target.id ? event.target : target,
    isStale: (event, asked) =>
      event.type === 'rules' || (event.type === 'removed' && event.targetId === asked),
  });
}
