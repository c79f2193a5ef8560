import { DestroyRef, inject, Service, signal } from '@angular/core';
import { Api } from './api';

/** The search for unfinished work counts as standing still after 90 s. */
const LOOK_MS = 30_000;
/** The first page comes first. */
const FIRST_LOOK_MS = 3_000;

/** Whether the monitor takes up unfinished work, as its health says; asked now and then while somebody looks. */
@Service()
export class MonitorHealth {
  readonly #api = inject(Api);
  readonly #reconciler = signal<string | null>(null);

  /** What is wrong with it, in words; null while nothing is. */
  readonly reconciler = this.#reconciler.asReadonly();

  constructor() {
    const first = setTimeout(() => void this.refresh(), FIRST_LOOK_MS);
    const looking = setInterval(() => {
      if (document.visibilityState === 'visible') void this.refresh();
    }, LOOK_MS);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(first);
      clearInterval(looking);
    });
  }

  async refresh(): Promise<void> {
    try {
      const { components } = await this.#api.client.system.health.query();
      const part = components.find(({ name }) => name === 'reconciler');
      this.#reconciler.set(part && part.status !== 'ok' ? part.detail : null);
    } catch {
      // That the server does not answer is said elsewhere.
    }
  }
}
