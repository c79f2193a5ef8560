import { DestroyRef, inject, Service, signal } from '@angular/core';
import { LiveFeed } from './live-feed';

/** Targets that alerts still name and that are no longer watched. */
@Service()
export class GoneTargets {
  readonly #ids = signal<ReadonlySet<string>>(new Set());

  constructor() {
    inject(LiveFeed).listen(
      inject(DestroyRef),
      (event) => {
        if (event.type === 'removed') this.seed([event.targetId]);
      },
      () => undefined,
    );
  }

  /** Takes note of what was read with alerts. */
  seed(ids: readonly string[]): void {
    if (ids.length > 0) this.#ids.update((known) => new Set([...known, ...ids]));
  }

  /** The target of an alert, as long as it has a page to link to. */
  linkable(targetId: string | null): string | null {
    return targetId !== null && this.#ids().has(targetId) ? null : targetId;
  }
}
