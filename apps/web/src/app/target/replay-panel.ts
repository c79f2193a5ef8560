import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Replayed, ReplayQuery } from '@app/domain/replay';
import { Api } from '../shared/data/api';
import { Clock } from '../shared/data/clock';
import { asRefusal } from '../shared/data/refusal';
import { replayWords } from '../shared/words/replay';
import { replayRows } from './data/replay-rows';

/** Whether thresholds that are still being edited would have led to the alerts of the last 30 days. */
@Component({
  selector: 'app-replay-panel',
  imports: [MatButton, RouterLink],
  template: `
    <div class="ask">
      <button
        matButton="outlined"
        type="button"
        [disabled]="thresholds() === null || answer.isLoading()"
        (click)="ask()"
      >
        {{ answer.isLoading() ? words.asking : words.ask }}
      </button>
      <span class="soft">{{ thresholds() === null ? words.invalid : words.hint }}</span>
    </div>
    <div role="status">
      @if (refusal(); as refusal) {
        <p class="error">{{ refusal }}</p>
      } @else if (shown(); as shown) {
        <p>
          <strong>{{ shown.sentence }}</strong> <span class="soft"> {{ shown.judged }}</span>
          @if (isOutdated()) {
            <span class="degraded"> {{ words.outdated }}</span>
          }
        </p>
      }
    </div>
    @if (shown(); as shown) {
      @if (shown.rows.length > 0) {
        <ul class="plain-list" [attr.aria-label]="words.list">
          @for (row of shown.rows; track row.key) {
            <li>
              @if (row.alertId; as id) {
                <a [routerLink]="['/alerts', id]">{{ row.since }}</a>
              } @else {
                <span>{{ row.since }}</span>
              }
              <span>{{ row.text }}</span>
              <span class="verdict" [class]="row.verdict">{{ row.word }}</span>
            </li>
          }
        </ul>
      }
      @if (shown.hasDoubt) {
        <p class="soft">{{ words.perhapsHint }}</p>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    .ask {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
    }
    ul {
      max-height: 320px;
      overflow-y: auto;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      padding: 4px 0;
      border-top: 1px solid var(--line);
    }
    .verdict {
      margin-left: auto;
      font-weight: 600;
    }
    .gone {
      color: var(--status-up);
    }
    .added {
      color: var(--status-down);
    }
    .perhaps,
    .doubtful {
      color: var(--status-degraded);
    }
  `,
})
export class ReplayPanel {
  readonly targetId = input.required<string>();
  /** Null while something is wrong with them. */
  readonly thresholds = input.required<ReplayQuery['thresholds'] | null>();

  readonly #api = inject(Api);
  readonly #clock = inject(Clock);
  readonly #asked = signal<ReplayQuery | undefined>(undefined);
  protected readonly words = replayWords;
  protected readonly answer = resource({
    params: () => this.#asked(),
    loader: ({ params, abortSignal }) =>
      this.#api.client.stats.replay.query(params, { signal: abortSignal }),
  });
  protected readonly refusal = computed(() => {
    const error = this.answer.error();
    return error ? asRefusal(error).message : null;
  });
  /** The last answer stands until the next one is there, so that nothing jumps. */
  readonly #last = linkedSignal<Replayed | null, Replayed | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : null),
    computation: (answer, before) => answer ?? before?.value ?? null,
  });
  protected readonly shown = computed(() => {
    const last = this.#last();
    return last && replayRows(last, this.#clock.coarse());
  });
  protected readonly isOutdated = computed(
    () => JSON.stringify(this.#asked()?.thresholds) !== JSON.stringify(this.thresholds()),
  );

  protected ask(): void {
    const thresholds = this.thresholds();
    if (thresholds) this.#asked.set({ targetId: this.targetId(), thresholds });
  }
}
