import { Component, computed, inject } from '@angular/core';
import { LiveFeed } from '../shared/data/live-feed';
import { formatClock } from '../shared/util/instant';
import { shellWords } from '../shared/words/shell';

/** Says since when the page shows old news, and why: the connection is lost, or the server cannot read anything new. */
@Component({
  selector: 'app-connection-bar',
  template: `
    @if (text(); as text) {
      <p>{{ text }}</p>
    }
  `,
  styles: `
    :host {
      position: sticky;
      top: 56px;
      z-index: 9;
      display: block;
    }
    p {
      padding: 4px 16px;
      background: var(--status-degraded-tint);
      color: var(--status-degraded);
      font-weight: 600;
      text-align: center;
    }
  `,
  host: { role: 'status' },
})
export class ConnectionBar {
  readonly #feed = inject(LiveFeed);

  protected readonly text = computed(() => {
    const lostAt = this.#feed.lostAt();
    if (lostAt) return shellWords.connectionLost(formatClock(lostAt));
    const awaySince = this.#feed.storeAwaySince();
    return awaySince && shellWords.storeAway(formatClock(awaySince));
  });
}
