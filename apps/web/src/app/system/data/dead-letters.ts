import { inject } from '@angular/core';
import type { DeadLetterPage } from '@app/domain';
import { Api } from '../../shared/data/api';
import { type LiveResource, liveResource } from '../../shared/data/live-resource';

const SHOWN = 50;

/** The newest jobs that failed for good. Needs an injection context. */
export function deadLetters(): LiveResource<DeadLetterPage> {
  const api = inject(Api);
  return liveResource({
    params: () => 'dead',
    load: (_, signal) => api.client.system.deadLetters.query({ limit: SHOWN }, { signal }),
    isStale: ({ type }) => type === 'alert',
  });
}
