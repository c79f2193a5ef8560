import { computed, inject, resource, type Signal } from '@angular/core';
import { Api } from './api';

/** A target to choose. */
export interface FoundTarget {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** Targets that are offered at once. */
const MOST = 12;
/** Pause in typing after which targets are looked for, in milliseconds. */
const PAUSE_MS = 200;

/** Targets whose name or url holds a text, by name; null while nobody asks. Needs an injection context. */
export function foundTargets(text: Signal<string | null>): Signal<readonly FoundTarget[]> {
  const api = inject(Api);
  const found = resource({
    params: () => (text() === null ? undefined : { text: text()?.trim() ?? '' }),
    loader: async ({ params, abortSignal }) => {
      await pause(params.text === '' ? 0 : PAUSE_MS, abortSignal);
      const search = params.text === '' ? {} : { search: params.text };
      const { items } = await api.client.targets.list.query(
        { ...search, sort: 'name', limit: MOST },
        { signal: abortSignal },
      );
      return items.map(({ id, name, url }): FoundTarget => ({ id, name, url }));
    },
  });
  return computed(() => (found.hasValue() ? found.value() : []));
}

const pause = (durationMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('Something else was typed.', 'AbortError'));
    });
  });
