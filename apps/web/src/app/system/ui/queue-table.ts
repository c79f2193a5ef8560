import { Component, computed, input } from '@angular/core';
import type { QueueFigures } from '@app/domain';
import { formatCount } from '../../shared/util/figures';
import { queueWords } from '../../shared/words/queues';

/** How each queue does: what waits and since when, what runs, what is planned, what failed for good. */
@Component({
  selector: 'app-queue-table',
  template: `
    <h2 id="queues">{{ words.queues }}</h2>
    @if (rows(); as rows) {
      <div class="scroll">
        <table aria-labelledby="queues">
          <thead>
            <tr>
              <th scope="col">{{ words.columns.name }}</th>
              <th scope="col">{{ words.columns.waiting }}</th>
              <th scope="col">{{ words.columns.active }}</th>
              <th scope="col">{{ words.columns.deferred }}</th>
              <th scope="col">{{ words.columns.failed }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows; track row.name) {
              <tr>
                <th scope="row">{{ row.title }}</th>
                <td>
                  {{ row.waiting }} <span class="soft">{{ row.oldest }}</span>
                </td>
                <td>{{ row.active }}</td>
                <td>{{ row.deferred }}</td>
                <td>
                  <span [class.down]="row.isFailing">{{ row.failed }}</span>&ngsp;
                  <span class="soft">{{ row.lastHour }}</span>
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else {
      <p class="away">{{ words.queuesAway }}</p>
    }
  `,
  styleUrl: './queue-table.scss',
  host: { class: 'panel' },
})
export class QueueTable {
  /** Null while PostgreSQL does not answer. */
  readonly queues = input.required<readonly QueueFigures[] | null>();

  protected readonly words = queueWords;
  protected readonly rows = computed(
    () =>
      this.queues()?.map((queue) => ({
        name: queue.name,
        title: queueWords.name(queue.name),
        waiting: formatCount(queue.waiting),
        oldest: queue.oldestSeconds === null ? '' : queueWords.oldest(queue.oldestSeconds),
        active: formatCount(queue.active),
        deferred: formatCount(queue.deferred),
        failed: formatCount(queue.deadLetters),
        isFailing: queue.newDeadLetters > 0,
        lastHour: queue.newDeadLetters > 0 ? queueWords.lastHour(queue.newDeadLetters) : '',
      })) ?? null,
  );
}
