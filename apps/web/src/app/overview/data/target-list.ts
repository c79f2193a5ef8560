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
import type { LiveEvent, Target } from '@app/domain';
import { Api } from '../../shared/data/api';
import { LiveFeed } from '../../shared/data/live-feed';
import { asRefusal, type Refusal } from '../../shared/data/refusal';
import { StatusCounts } from '../../shared/data/status-counts';
import { type Filter, isMatch } from './filter';
import { belongsAmong, worstFirst } from './order';

const PAGE_SIZE = 50;
const MOST_AT_ONCE = 500;
const REFRESH_MS = 2_000;

/**
 * The targets that match a filter, worst first, page by page and kept up to date. Rows change
 * in place at once; they change places only while nothing holds their order.
 * Made in an injection context.
 */
export class TargetList {
  readonly #api = inject(Api);
  readonly #counts = inject(StatusCounts);
  readonly #filter: Signal<Filter>;
  readonly #page = resource({
    params: () => this.#filter(),
    loader: ({ params, abortSignal }) => this.#load(params, abortSignal),
  });
  readonly #loaded = linkedSignal<Target[] | undefined, Target[] | null>({
    source: () => (this.#page.hasValue() ? this.#page.value().items : undefined),
    computation: (items, before) => items ?? before?.value ?? null,
  });
  readonly #cursor = linkedSignal(() =>
    this.#page.hasValue() ? this.#page.value().nextCursor : null,
  );
  readonly #isLoadingMore = signal(false);
  readonly #moreRefusal = signal<Refusal | null>(null);
  #isHeld = false;
  #pending: ReturnType<typeof setTimeout> | undefined;

  /** Null until the first answer. */
  readonly targets = this.#loaded.asReadonly();
  readonly hasMore = computed(() => this.#cursor() !== null);
  readonly isLoadingMore = this.#isLoadingMore.asReadonly();
  readonly refusal = computed(() => {
    const error = this.#page.error();
    return error ? asRefusal(error) : this.#moreRefusal();
  });

  constructor(filter: Signal<Filter>) {
    this.#filter = filter;
    const destroyRef = inject(DestroyRef);
    inject(LiveFeed).listen(
      destroyRef,
      (event) => {
        this.#hear(event);
      },
      () => {
        this.reload();
      },
    );
    destroyRef.onDestroy(() => {
      clearTimeout(this.#pending);
    });
  }

  reload(): void {
    this.#moreRefusal.set(null);
    this.#page.reload();
  }

  async loadMore(): Promise<void> {
    const cursor = this.#cursor();
    if (cursor === null || this.#isLoadingMore() || this.#page.isLoading()) return;
    this.#isLoadingMore.set(true);
    const filter = this.#filter();
    try {
      const page = await this.#api.client.targets.list.query(query(filter, PAGE_SIZE, cursor));
      if (filter !== this.#filter()) return;
      this.#counts.know(page.items);
      this.#append(page.items);
      this.#cursor.set(page.nextCursor);
      this.#moreRefusal.set(null);
    } catch (error) {
      this.#moreRefusal.set(asRefusal(error));
    } finally {
      this.#isLoadingMore.set(false);
    }
  }

  /** While held, rows keep their places, so that nobody clicks on the wrong one. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.#settle();
  }

  async #load(filter: Filter, signal: AbortSignal) {
    const count = untracked(this.#loaded)?.length ?? 0;
    const limit = Math.min(MOST_AT_ONCE, Math.max(PAGE_SIZE, count));
    const page = await this.#api.client.targets.list.query(query(filter, limit), { signal });
    this.#counts.know(page.items);
    return page;
  }

  #append(items: readonly Target[]): void {
    this.#loaded.update((loaded) => {
      const known = new Set(loaded?.map(({ id }) => id));
      return [...(loaded ?? []), ...items.filter(({ id }) => !known.has(id))];
    });
  }

  #hear(event: LiveEvent): void {
    const loaded = untracked(this.#loaded);
    if (!loaded) return;
    if (event.type === 'removed') {
      this.#loaded.set(loaded.filter(({ id }) => id !== event.targetId));
    }
    if (event.type !== 'target') return;
    const { target } = event;
    if (loaded.some(({ id }) => id === target.id)) {
      this.#loaded.set(loaded.map((known) => (known.id === target.id ? target : known)));
      if (!this.#isHeld) this.#settle();
    } else if (isMatch(target, this.#filter()) && (!this.hasMore() || belongsAmong(target, loaded))) {
      this.#reloadSoon();
    }
  }

  #settle(): void {
    this.#loaded.update(
      (loaded) => loaded && worstFirst(loaded.filter((target) => isMatch(target, this.#filter()))),
    );
  }

  #reloadSoon(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.reload();
    }, REFRESH_MS);
  }
}

const query = ({ search, status, tags }: Filter, limit: number, cursor?: string) => ({
  ...(search === '' ? {} : { search }),
  ...(status === null ? {} : { status }),
  ...(tags.length === 0 ? {} : { tags: [...tags] }),
  ...(cursor === undefined ? {} : { cursor }),
  limit,
});
