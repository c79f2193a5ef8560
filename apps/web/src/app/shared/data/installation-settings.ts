import { inject } from '@angular/core';
import type { Settings } from '@app/domain';
import { Api } from './api';
import { type LiveResource, liveResource } from './live-resource';

/** The settings of the whole installation. Needs an injection context. */
export function installationSettings(): LiveResource<Settings> {
  const api = inject(Api);
  return liveResource({
    params: () => 'all',
    load: (_, signal) => api.client.settings.get.query(undefined, { signal }),
  });
}
