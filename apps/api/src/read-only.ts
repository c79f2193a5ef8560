import type { Ports } from '@app/monitoring';
import type { HealthSources } from './health-parts.ts';

/** What counts calls for all processes, where nothing may be written: each counts for itself. */
export const countingAlone = (ports: Ports): Ports => ({
  ...ports,
  callWindows: {
    count: () => Promise.reject(new Error('Nothing is written here.')),
    forget: () => Promise.resolve(),
  },
  floods: { note: () => Promise.resolve(), since: (at) => ports.floods.since(at) },
});

/** Of keys that seal nothing here there is nothing to tell. */
export const UNTOLD_SECRETS: HealthSources['secrets'] = {
  locked: () => Promise.resolve(null),
  hasOlderReader: () => Promise.resolve(false),
};
