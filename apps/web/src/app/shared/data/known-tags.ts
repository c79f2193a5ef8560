import { computed, inject, resource, type Signal, signal } from '@angular/core';
import { Api } from './api';

export interface KnownTags {
  /** Every tag that some target carries, by name; empty until it was read. */
  readonly tags: Signal<readonly string[]>;
  /** Reads them, once: they are needed now. */
  want: () => void;
}

/** Tags to choose from. Needs an injection context. */
export function knownTags(): KnownTags {
  const api = inject(Api);
  const isWanted = signal(false);
  const all = resource({
    params: () => (isWanted() ? 'all' : undefined),
    loader: async ({ abortSignal }) =>
      (await api.client.targets.tags.query(undefined, { signal: abortSignal })).items,
  });
  return {
    tags: computed(() => (all.hasValue() ? all.value().map(({ tag }) => tag) : [])),
    want: () => {
      isWanted.set(true);
    },
  };
}
