import { DestroyRef, inject, Service, signal } from '@angular/core';
import { Api } from './api';
import { LiveFeed } from './live-feed';

/** Number of inbox items that nobody has read, kept up to date. */
@Service()
export class Unread {
  readonly #api = inject(Api);
  readonly #count = signal(0);

  readonly count = this.#count.asReadonly();

  constructor() {
    inject(LiveFeed).listen(
      inject(DestroyRef),
      ({ type }) => {
        if (type === 'inbox') void this.refresh();
      },
      () => {
        void this.refresh();
      },
    );
    void this.refresh();
  }

  async refresh(): Promise<void> {
    try {
      this.#count.set(await this.#api.client.inbox.unreadCount.query());
    } catch {
      // The bell keeps its last number; the connection bar and the pages say what is wrong.
    }
  }
}
