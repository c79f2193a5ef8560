import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StatsOutages } from '@app/domain/stats';
import { Clock } from '../../shared/data/clock';
import { formatDuration } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { storyWords } from '../../shared/words/target-story';

/** Outages with their cause and how long they lasted, each leading to the story of its alert. */
@Component({
  selector: 'app-outage-list',
  imports: [RouterLink],
  template: `
    <ul class="plain-list">
      @for (outage of shown(); track outage.alertId) {
        <li>
          <a class="when" data-row-link [routerLink]="['/alerts', outage.alertId]">{{
            outage.since
          }}</a>
          <span class="lasted" [class.down]="!outage.isOver">{{ outage.lasted }}</span>
          <span class="wrap-anywhere">{{ outage.reason }}</span>
        </li>
      } @empty {
        <li class="soft">{{ words.noOutage }}</li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      padding: 4px 0;
    }
    .when,
    .lasted {
      white-space: nowrap;
    }
    .lasted {
      font-weight: 600;
    }
  `,
})
export class OutageList {
  readonly outages = input.required<StatsOutages['items']>();

  readonly #clock = inject(Clock);
  protected readonly words = storyWords;
  protected readonly shown = computed(() => {
    const now = this.#clock.coarse();
    return this.outages().map(({ alertId, since, endedAt, reason }) => ({
      ...{ alertId, reason, isOver: endedAt !== null },
      since: formatMoment(since, now),
      lasted: storyWords.outageLasted(
        formatDuration((endedAt ?? now).getTime() - since.getTime()),
        endedAt !== null,
      ),
    }));
  });
}
