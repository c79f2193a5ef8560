import { Component, computed, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Clock } from '../data/clock';
import { formatRelative } from '../util/figures';
import { formatExact, formatMoment, formatMomentSeconds } from '../util/instant';

/** An instant, relative (and ticking) or as time of day; the exact one shows on hover or focus. */
@Component({
  selector: 'app-timestamp',
  imports: [MatTooltip],
  template: `<time
    [attr.datetime]="at().toISOString()"
    [attr.tabindex]="focusable() ? 0 : null"
    [matTooltip]="exact()"
    >{{ text() }}</time
  >`,
  styles: `
    :host {
      white-space: nowrap;
    }
  `,
})
export class Timestamp {
  readonly at = input.required<Date>();
  readonly mode = input<'relative' | 'clock' | 'seconds'>('relative');
  /** Off in long lists, where a tab stop per time would be in the way. */
  readonly focusable = input(false);

  readonly #clock = inject(Clock);
  protected readonly exact = computed(() => formatExact(this.at()));
  protected readonly text = computed(() => {
    switch (this.mode()) {
      case 'relative':
        return formatRelative(this.at(), this.#present());
      case 'clock':
        return formatMoment(this.at(), this.#clock.coarse());
      case 'seconds':
        return formatMomentSeconds(this.at(), this.#clock.coarse());
    }
  });

  #present(): Date {
    const isNear = Math.abs(this.#clock.coarse().getTime() - this.at().getTime()) < 120_000;
    return isNear ? this.#clock.now() : this.#clock.coarse();
  }
}
