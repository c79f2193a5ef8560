import { Component, computed, input } from '@angular/core';
import type { SystemQueues } from '@app/domain';
import { Icon } from '../../shared/ui/icon';
import { Timestamp } from '../../shared/ui/timestamp';
import { formatLatency } from '../../shared/util/figures';
import { queueWords } from '../../shared/words/queues';
import { workerRows } from '../data/worker-rows';

/** The worker processes with their signs of life, and what they did not get done. */
@Component({
  selector: 'app-worker-list',
  imports: [Icon, Timestamp],
  template: `
    <h2>{{ words.workers }}</h2>
    <ul class="plain-list">
      @for (row of rows(); track row.worker.id) {
        <li>
          <app-icon
            [class]="row.isMissing ? 'down' : 'up'"
            [name]="row.isMissing ? 'down' : 'up'"
          />
          <span [class.down]="row.isMissing">
            @if (row.worker.name; as name) {
              <strong class="wrap-anywhere">{{ name }}</strong>,
            }
            @if (row.worker.region; as region) {
              <strong>{{ region }}</strong>,
            }
            {{ words.seen }} <app-timestamp [at]="row.worker.seenAt"
          /></span>
          <span>{{ row.pace }}</span>
          <span>{{ row.delay }}{{ row.waits }}</span>
          <span class="soft"
            >{{ words.started }} <app-timestamp [at]="row.worker.startedAt"
          /></span>
        </li>
      } @empty {
        <li class="none down">{{ words.noWorkers }}</li>
      }
    </ul>
    <p [class.down]="figures().overdue.count > 0">{{ overdue() }}</p>
  `,
  styles: `
    :host {
      display: block;
      padding: 12px 16px 16px;
    }
    li {
      display: grid;
      grid-template-columns: 16px 2fr 1.5fr 2fr 1.5fr;
      gap: 0 8px;
      padding: 8px 0;
    }
    .none {
      display: block;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    app-icon {
      width: 16px;
      height: 20px;
    }
    p {
      margin-top: 8px;
    }
    @media (max-width: 700px) {
      li {
        grid-template-columns: 16px 1fr;
      }
      li > span {
        grid-column: 2;
      }
    }
  `,
  host: { class: 'panel' },
})
export class WorkerList {
  readonly figures = input.required<SystemQueues>();

  protected readonly words = queueWords;
  protected readonly rows = computed(() =>
    workerRows(this.figures()).map((row) => ({
      ...row,
      pace: queueWords.pace(row.worker.checksPerMinute),
      waits: queueWords.waits(
        row.worker.waitingChecks ?? 0,
        formatLatency(row.worker.longestWaitMs ?? 0),
      ),
      delay: queueWords.stoodStill(formatLatency(row.worker.loopDelayMs)),
    })),
  );
  protected readonly overdue = computed(() => {
    const { count, oldestSeconds } = this.figures().overdue;
    return queueWords.overdue(count, oldestSeconds);
  });
}
