import { Component, computed, inject } from '@angular/core';
import { LiveFeed } from '../shared/data/live-feed';
import { formatClock } from '../shared/util/instant';
import { shellWords } from '../shared/words/shell';

/** Says since when the page shows old news; there only while the connection is lost. */
@Component({
  selector: 'app-connection-bar',
  template: `
    @if (text(); as text) {
      <p>{{ text }}</p>
    }
  `,
  styles: `
    :host {
      position: fixed;
      inset: 56px 0 auto;
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
  readonly #lostAt = inject(LiveFeed).lostAt;

  protected readonly text = computed(() => {
    const at = this.#lostAt();
    return at && shellWords.connectionLost(formatClock(at));
  });
}
