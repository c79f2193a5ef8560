import { computed, inject, resource, type Signal } from '@angular/core';
import { Api } from './api';

/** Names that one request may ask for. */
const MOST_AT_ONCE = 200;

/**
 * The names of some targets by id; those that are gone are missing, and all are until they were read. Needs an injection
 * context.
 */
export function targetNames(ids: Signal<readonly string[]>): Signal<ReadonlyMap<string, string>> {
  const api = inject(Api);
  const wanted = computed(() => [...new Set(ids())].sort().join());
  const names = resource({
    params: () => wanted() || undefined,
    loader: async ({ params, abortSignal }) => {
      const { items } = await api.client.targets.many.query(
        { ids: params.split(',').slice(0, MOST_AT_ONCE) },
        { signal: abortSignal },
      );
      return new Map(items.map(({ id, name }) => [id, name]));
    },
  });
  return computed(() => (names.hasValue() ? names.value() : new Map()));
}
