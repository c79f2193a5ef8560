import { Component, computed, inject, input, signal } from '@angular/core';
import { Clock } from '../../shared/data/clock';
import { formatCount, formatLatency } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { sharedWords } from '../../shared/words/shared';
import { storyWords } from '../../shared/words/target-story';
import type { SpanHistory } from '../data/response-history';

const latency = (ms: number | null): string => (ms === null ? sharedWords.none : formatLatency(ms));

/** The same as the chart in words and figures; its rows are made once somebody opens it. */
@Component({
  selector: 'app-chart-table',
  template: `
    <details (toggle)="isOpen.set(details.open)" #details>
      <summary>{{ words.table }}</summary>
      @if (isOpen()) {
        <div class="scroll" tabindex="0" role="region" [attr.aria-label]="words.tableOf">
          <table>
            <thead>
              <tr>
                @for (column of columns; track column) {
                  <th scope="col">{{ column }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.key) {
                <tr>
                  <th scope="row">{{ row.at }}</th>
                  @for (cell of row.cells; track $index) {
                    <td>{{ cell }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </details>
  `,
  styles: `
    summary {
      width: fit-content;
      min-height: 24px;
      color: var(--ink-soft);
      cursor: pointer;
    }
    .scroll {
      max-height: 320px;
      overflow: auto;
    }
    table {
      border-collapse: collapse;
    }
    th,
    td {
      padding: 4px 16px 4px 0;
      text-align: left;
      white-space: nowrap;
      font-weight: 400;
    }
    thead th {
      position: sticky;
      top: 0;
      background: var(--surface);
      font-weight: 600;
    }
  `,
})
export class ChartTable {
  readonly history = input.required<SpanHistory>();

  readonly #clock = inject(Clock);
  protected readonly words = storyWords;
  protected readonly columns = Object.values(storyWords.columns);
  protected readonly isOpen = signal(false);
  protected readonly rows = computed(() => {
    const { points, stretches } = this.history();
    const now = this.#clock.coarse();
    return points.map(({ at, avgMs, minMs, maxMs, checks, failed }, i) => {
      const end = points[i + 1]?.at ?? this.history().to;
      const more = stretches.filter(({ from, to }) => from < end && to > at);
      return {
        key: at.getTime(),
        at: formatMoment(at, now),
        cells: [
          ...[avgMs, minMs, maxMs].map(latency),
          ...[checks, failed].map((count) => formatCount(count)),
          [...new Set(more.map(({ kind, name }) => name ?? storyWords.stretches[kind]))].join(', '),
        ],
      };
    });
  });
}
