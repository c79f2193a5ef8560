import { computed, DestroyRef, inject, linkedSignal, resource, signal, untracked } from '@angular/core';
import type { ExpiryItem, LiveEvent } from '@app/domain';
import { Api } from '../../shared/data/api';
import { LiveFeed } from '../../shared/data/live-feed';
import { asRefusal, type Refusal } from '../../shared/data/refusal';
import { expiryKey } from './expiry-key';
import { isOutdated } from './is-outdated';

const PAGE_SIZE = 100;
const MOST_AT_ONCE = 500;
/** Shortest time between two readings that live events ask for, in milliseconds. */
const REFRESH_MS = 2_000;
/** Days go by without events. */
const TICK_MS = 600_000;

/** What expires, the next one first, page by page and kept up to date. Made in an injection context. */
export class ExpiryList {
  readonly #api = inject(Api);
  readonly #page = resource({ loader: ({ abortSignal }) => this.#load(abortSignal) });
  readonly #loaded = linkedSignal<ExpiryItem[] | undefined, ExpiryItem[] | null>({
    source: () => (this.#page.hasValue() ? this.#page.value().items : undefined),
    computation: (items, before) => items ?? before?.value ?? null,
  });
  readonly #cursor = linkedSignal(() =>
    this.#page.hasValue() ? this.#page.value().nextCursor : null,
  );
  readonly #isLoadingMore = signal(false);
  readonly #moreRefusal = signal<Refusal | null>(null);
  #pending: ReturnType<typeof setTimeout> | undefined;

  /** Null until the first answer. */
  readonly items = this.#loaded.asReadonly();
  readonly hasMore = computed(() => this.#cursor() !== null);
  readonly isLoadingMore = this.#isLoadingMore.asReadonly();
  readonly refusal = computed(() => {
    const error = this.#page.error();
    return error ? asRefusal(error) : this.#moreRefusal();
  });

  constructor() {
    const destroyRef = inject(DestroyRef);
    const reload = (): void => {
      this.reload();
    };
    inject(LiveFeed).listen(
      destroyRef,
      (event) => {
        this.#hear(event);
      },
      reload,
    );
    const ticks = setInterval(reload, TICK_MS);
    destroyRef.onDestroy(() => {
      clearInterval(ticks);
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
    try {
      const page = await this.#api.client.expiry.list.query({ cursor, limit: PAGE_SIZE });
      this.#append(page.items);
      this.#cursor.set(page.nextCursor);
      this.#moreRefusal.set(null);
    } catch (error) {
      this.#moreRefusal.set(asRefusal(error));
    } finally {
      this.#isLoadingMore.set(false);
    }
  }

  #load(signal: AbortSignal) {
    const count = untracked(this.#loaded)?.length ?? 0;
    const limit = Math.min(MOST_AT_ONCE, Math.max(PAGE_SIZE, count));
    return this.#api.client.expiry.list.query({ limit }, { signal });
  }

  #append(items: readonly ExpiryItem[]): void {
    this.#loaded.update((loaded) => {
      const known = new Set(loaded?.map(expiryKey));
      return [...(loaded ?? []), ...items.filter((item) => !known.has(expiryKey(item)))];
    });
  }

  #hear(event: LiveEvent): void {
    const items = this.#loaded();
    if (!items || !isOutdated(items, event, this.hasMore())) return;
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.reload();
    }, REFRESH_MS);
  }
}
