import { inject } from '@angular/core';
import type { LiveEvent } from '@app/domain';
import type { Maintenance, Mute, Policies } from '@app/domain/alerting';
import { Api } from './api';
import { type LiveResource, liveResource } from './live-resource';

const isAboutRules = ({ type }: LiveEvent): boolean => type === 'rules';

/** Mutes that hold now, the one that ends first coming first. Needs an injection context. */
export function muteList(): LiveResource<{ items: Mute[] }> {
  const api = inject(Api);
  return liveResource({
    params: () => 'all',
    load: (_, signal) => api.client.mutes.list.query(undefined, { signal }),
    isStale: isAboutRules,
  });
}

/** Windows of maintenance, oldest first. Needs an injection context. */
export function maintenanceList(): LiveResource<{ items: Maintenance[] }> {
  const api = inject(Api);
  return liveResource({
    params: () => 'all',
    load: (_, signal) => api.client.maintenance.list.query(undefined, { signal }),
    isStale: isAboutRules,
  });
}

/** Who is told of what, for all targets and by tag. Needs an injection context. */
export function policyRules(): LiveResource<Policies> {
  const api = inject(Api);
  return liveResource({
    params: () => 'all',
    load: (_, signal) => api.client.policies.get.query(undefined, { signal }),
    isStale: isAboutRules,
  });
}
