import { Component, computed, input } from '@angular/core';
import type { QueueFigures } from '@app/domain';
import { queueWords } from '../../shared/words/queues';

/** How each queue does: what waits and since when, what runs, what is planned, what failed for good. */
@Component({
  selector: 'app-queue-list',
  template: `
    <h2>{{ words.queues }}</h2>
    @if (rows(); as rows) {
      <ul class="plain-list">
        @for (row of rows; track row.name) {
          <li>
            <strong>{{ row.title }}</strong>
            <span>{{ row.waiting }}</span>
            <span>{{ row.active }}</span>
            <span>{{ row.deferred }}</span>
            <span [class.down]="row.isFailing">{{ row.failed }}</span>
          </li>
        }
      </ul>
    } @else {
      <p>{{ words.queuesAway }}</p>
    }
  `,
  styleUrl: './queue-list.scss',
  host: { class: 'panel' },
})
export class QueueList {
  /** Null while PostgreSQL does not answer. */
  readonly queues = input.required<readonly QueueFigures[] | null>();

  protected readonly words = queueWords;
  protected readonly rows = computed(
    () =>
      this.queues()?.map((queue) => ({
        name: queue.name,
        title: queueWords.name(queue.name),
        waiting: queueWords.waiting(queue.waiting, queue.oldestSeconds),
        active: queueWords.active(queue.active),
        deferred: queueWords.deferred(queue.deferred),
        failed: queueWords.failed(queue.deadLetters, queue.newDeadLetters),
        isFailing: queue.newDeadLetters > 0,
      })) ?? null,
  );
}
