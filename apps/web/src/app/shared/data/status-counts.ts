import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { LiveEvent, Status, StatusCounts as Counts, Target } from '@app/domain';
import { Api } from './api';
import { debounced } from './debounced';
import { LiveFeed } from './live-feed';
import { asRefusal, type Refusal } from './refusal';

/** Number of targets by status over everything that is watched, kept up to date. */
@Service()
export class StatusCounts {
  readonly #api = inject(Api);
  readonly #counts = signal<Counts | null>(null);
  readonly #refusal = signal<Refusal | null>(null);
  readonly #statuses = new Map<string, Status>();
  readonly #refreshSoon = debounced(() => void this.refresh());

  /** Null until the first answer. */
  readonly counts = this.#counts.asReadonly();
  readonly refusal = this.#refusal.asReadonly();
  readonly down = computed(() => this.#counts()?.down ?? 0);

  constructor() {
    inject(LiveFeed).listen(
      inject(DestroyRef),
      (event) => {
        this.#hear(event);
      },
      () => {
        void this.refresh();
      },
    );
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.#counts.set((await this.#api.client.targets.list.query({ limit: 1 })).counts);
      this.#refusal.set(null);
    } catch (error) {
      // Pages say themselves what they could not load; the old counts stay until the next event.
      this.#refusal.set(asRefusal(error));
    }
  }

  /** Takes note of statuses that were read elsewhere, so that only a change asks for new counts. */
  know(targets: readonly Pick<Target, 'id' | 'status'>[]): void {
    for (const { id, status } of targets) this.#statuses.set(id, status);
  }

  /** Takes over what came with an answer. */
  seed(counts: Counts): void {
    this.#counts.set(counts);
  }

  #hear(event: LiveEvent): void {
    if (event.type === 'removed') this.#refreshSoon();
    if (event.type === 'target') this.#hearStatus(event.target.id, event.target.status);
    if (event.type === 'status') this.#hearStatus(event.targetId, event.status);
  }

  #hearStatus(id: string, status: Status): void {
    const before = this.#statuses.get(id);
    this.#statuses.set(id, status);
    if (before === status) return;
    if (before) this.#move(before, status);
    this.#refreshSoon();
  }

  /** Shows a change at once; the reading that follows puts right what this cannot know. */
  #move(from: Status, to: Status): void {
    this.#counts.update(
      (counts) => counts && { ...counts, [from]: counts[from] - 1, [to]: counts[to] + 1 },
    );
  }
}
