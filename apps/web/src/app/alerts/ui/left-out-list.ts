import { Component, computed, inject, input } from '@angular/core';
import { channelKinds } from '@app/domain';
import type { LeftOut } from '@app/domain/alerting';
import { Clock } from '../../shared/data/clock';
import { Icon } from '../../shared/ui/icon';
import { formatMoment } from '../../shared/util/instant';
import { storyWords } from '../../shared/words/alert-story';

/** Who was not told of an alert, and why. */
@Component({
  selector: 'app-left-out-list',
  imports: [Icon],
  template: `
    <h2>{{ words.leftOut }}</h2>
    <ul class="plain-list">
      @for (row of rows(); track $index) {
        <li [class.degraded]="row.isEverybody">
          <app-icon name="paused" />
          <span class="wrap-anywhere"
            ><strong>{{ row.who }}</strong
            >: {{ row.why }}</span
          >
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
      padding: 16px;
    }
    li {
      display: flex;
      gap: 8px;
      padding-top: 6px;
      color: var(--ink-soft);
    }
    li.degraded {
      color: var(--status-degraded);
    }
    strong {
      font-weight: 600;
    }
    app-icon {
      flex: none;
      width: 16px;
      height: 20px;
    }
  `,
})
export class LeftOutList {
  readonly leftOut = input.required<readonly LeftOut[]>();

  readonly #clock = inject(Clock);
  protected readonly words = storyWords;
  protected readonly rows = computed(() =>
    this.leftOut().map(({ channel, why, until }) => ({
      isEverybody: channel === null,
      who: channel
        ? `${channelKinds[channel.kind].words.name} ${channel.name}`
        : storyWords.everybody,
      why: [
        storyWords.reasons[why],
        until ? storyWords.until(formatMoment(until, this.#clock.coarse())) : [],
      ]
        .flat()
        .join(' '),
    })),
  );
}
