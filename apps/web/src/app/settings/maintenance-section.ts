import { Component, computed, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Maintenance } from '@app/domain/alerting';
import { Silencer } from '../shared/actions/silencer';
import { maintenanceList } from '../shared/data/alert-rules';
import { Clock } from '../shared/data/clock';
import { targetNames } from '../shared/data/target-names';
import { Icon } from '../shared/ui/icon';
import { LoadState } from '../shared/ui/load-state';
import { formatClock, formatMoment, formatWeekdayMoment } from '../shared/util/instant';
import { silenceWords } from '../shared/words/silence';

/** Names of targets that are written out; the rest is counted. */
const NAMES_SHOWN = 6;

/** Windows of maintenance: when they are, for whom, and when next. */
@Component({
  selector: 'app-maintenance-section',
  imports: [Icon, LoadState, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <div class="section-head">
      <h2 id="maintenance-title">{{ words.maintenance }}</h2>
      <button matButton="outlined" type="button" (click)="plan()">{{ words.planMore }}</button>
    </div>
    <p class="section-hint soft">{{ words.maintenanceHint }}</p>
    @if (rows(); as rows) {
      <ul class="plain-list rows" aria-labelledby="maintenance-title">
        @for (row of rows; track row.window.id) {
          <li>
            <div class="what">
              <h3>{{ row.window.name }}</h3>
              <p>
                @if (row.window.activeUntil) {
                  <strong class="degraded">{{ row.state }}</strong>
                } @else {
                  {{ row.state }}
                }
              </p>
              <p class="soft wrap-anywhere">{{ row.when }}</p>
              <p class="soft wrap-anywhere">{{ row.whom }}</p>
            </div>
            <button
              matIconButton
              type="button"
              [matMenuTriggerFor]="menu"
              [attr.aria-label]="words.menuOf(row.window.name)"
            >
              <app-icon name="more" />
            </button>
            <mat-menu #menu="matMenu" xPosition="before">
              <button mat-menu-item type="button" (click)="edit(row.window)">
                {{ words.edit }}
              </button>
              <button mat-menu-item type="button" (click)="remove(row.window)">
                {{ words.remove }}…
              </button>
            </mat-menu>
          </li>
        }
      </ul>
      @if (rows.length === 0) {
        <p class="section-empty soft">{{ words.noMaintenance }}</p>
      }
    }
    <app-load-state [of]="windows" [rows]="1" [height]="28" />
  `,
  styleUrl: './_section.scss',
})
export class MaintenanceSection {
  readonly #clock = inject(Clock);
  readonly #silencer = inject(Silencer);
  protected readonly words = silenceWords;
  protected readonly windows = maintenanceList();
  readonly #names = targetNames(
    computed(() => this.windows.value()?.items.flatMap(({ targetIds }) => targetIds) ?? []),
  );
  protected readonly rows = computed(() =>
    this.windows.value()?.items.map((window) => ({
      window,
      state: this.#state(window),
      when: this.#when(window),
      whom: this.#whom(window),
    })),
  );

  protected async plan(): Promise<void> {
    if (await this.#silencer.plan({})) this.windows.reload();
  }

  protected async edit(window: Maintenance): Promise<void> {
    if (await this.#silencer.edit(window)) this.windows.reload();
  }

  protected async remove(window: Maintenance): Promise<void> {
    if (await this.#silencer.remove(window)) this.windows.reload();
  }

  #state({ activeUntil, next }: Maintenance): string {
    if (activeUntil) return silenceWords.now(formatMoment(activeUntil, this.#clock.coarse()));
    if (next.length === 0) return silenceWords.over;
    return silenceWords.nextTimes(next.map(({ from }) => formatWeekdayMoment(from)));
  }

  #when({ once, weekly, timeZone }: Maintenance): string {
    if (weekly) return silenceWords.weekly(weekly.days, weekly.from, weekly.to, timeZone);
    if (!once) return '';
    const isSameDay = once.from.toDateString() === once.to.toDateString();
    const end = isSameDay ? formatClock(once.to) : formatWeekdayMoment(once.to);
    return silenceWords.once(formatWeekdayMoment(once.from), end);
  }

  #whom({ targetIds, tags }: Maintenance): string {
    const names = targetIds
      .slice(0, NAMES_SHOWN)
      .map((id) => this.#names().get(id) ?? silenceWords.goneTarget);
    return silenceWords.whom(names, targetIds.length - names.length, tags);
  }
}
