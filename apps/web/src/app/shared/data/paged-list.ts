import {
  computed,
  DestroyRef,
  inject,
  linkedSignal,
  resource,
  type Signal,
  signal,
  untracked,
} from '@angular/core';
import type { LiveEvent } from '@app/domain';
import { debounced } from './debounced';
import { LiveFeed } from './live-feed';
import type { LiveResource } from './live-resource';
import { asRefusal, type Refusal } from './refusal';

/** Items that one reading may ask for at most; the server refuses more. */
const MOST_AT_ONCE = 500;

export interface PageQuery {
  limit: number;
  cursor?: string;
}

export interface PagedListOptions<P, T> {
  /** What is asked for; after a change the old items stand until the new ones are there. */
  params: () => P;
  pageSize: number;
  load: (
    params: P,
    page: PageQuery,
    signal?: AbortSignal,
  ) => Promise<{ items: T[]; nextCursor: string | null }>;
  /** What tells one item from the others. */
  keyOf: (item: T) => string;
  /** The items after an event; the same array when the event does not concern them. */
  applyEvent?: (items: T[], event: LiveEvent, params: P) => T[];
  /** True for events after which the list has to be read anew, which is done a little later. */
  isStale?: (items: readonly T[], event: LiveEvent, hasMore: boolean) => boolean;
}

export interface PagedList<T> extends LiveResource<T[]> {
  readonly hasMore: Signal<boolean>;
  readonly isLoadingMore: Signal<boolean>;
  loadMore: () => Promise<void>;
}

/** A list of the server that is read page by page and that live events keep up to date. Needs an injection context. */
export function pagedList<P, T>(options: PagedListOptions<P, T>): PagedList<T> {
  const { params, pageSize, load, keyOf, applyEvent: hear, isStale } = options;
  const current = computed(params);
  const first = resource({
    params: () => ({ params: current() }),
    loader: ({ params: asked, abortSignal }) => {
      const shown = untracked(value)?.length ?? 0;
      const limit = Math.min(MOST_AT_ONCE, Math.max(pageSize, shown));
      return load(asked.params, { limit }, abortSignal);
    },
  });
  const answer = computed(() => (first.hasValue() ? first.value() : null));
  const value = linkedSignal<T[] | undefined, T[] | null>({
    source: () => answer()?.items,
    computation: (items, before) => items ?? before?.value ?? null,
  });
  const cursor = linkedSignal(() => answer()?.nextCursor ?? null);
  const hasMore = computed(() => cursor() !== null);
  const isLoadingMore = signal(false);
  const moreRefusal = signal<Refusal | null>(null);
  const refusal = computed(() => {
    const error = first.error();
    return error ? asRefusal(error) : moreRefusal();
  });

  const reload = (): void => {
    moreRefusal.set(null);
    first.reload();
  };
  const loadMore = async (): Promise<void> => {
    const from = cursor();
    if (from === null || isLoadingMore() || first.isLoading()) return;
    isLoadingMore.set(true);
    const asked = current();
    try {
      const page = await load(asked, { limit: pageSize, cursor: from });
      if (asked !== current()) return;
      const known = new Set(value()?.map(keyOf));
      const fresh = page.items.filter((item) => !known.has(keyOf(item)));
      value.update((items) => [...(items ?? []), ...fresh]);
      cursor.set(page.nextCursor);
      moreRefusal.set(null);
    } catch (error) {
      moreRefusal.set(asRefusal(error));
    } finally {
      isLoadingMore.set(false);
    }
  };

  const reloadSoon = debounced(reload);
  inject(LiveFeed).listen(
    inject(DestroyRef),
    (event) => {
      const items = value();
      if (!items) return;
      if (isStale?.(items, event, hasMore())) reloadSoon();
      if (hear) value.set(hear(items, event, current()));
    },
    reload,
  );
  return { value, refusal, hasMore, isLoadingMore, reload, loadMore };
}
