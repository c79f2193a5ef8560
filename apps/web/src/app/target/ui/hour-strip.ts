import { Component, computed, input } from '@angular/core';
import type { SparkPoint } from '@app/domain';
import { hourBars } from '../../shared/util/hour-bars';
import { formatClock } from '../../shared/util/instant';
import { targetWords } from '../../shared/words/target';

const STEP = 10;

/** The last 24 hours as one bar each: all good, some failed, all failed, nothing known. */
@Component({
  selector: 'app-hour-strip',
  template: `<svg
    role="img"
    preserveAspectRatio="none"
    [attr.aria-label]="words.hours"
    [attr.viewBox]="box()"
  >
    @for (bar of bars(); track bar.key) {
      <rect [class]="bar.tone" [attr.x]="bar.x" y="0" width="8" height="20" rx="1">
        <title>{{ bar.text }}</title>
      </rect>
    }
  </svg>`,
  styles: `
    :host {
      display: block;
      height: 14px;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    .up {
      fill: var(--status-up);
    }
    .degraded {
      fill: var(--status-degraded);
    }
    .down {
      fill: var(--status-down);
    }
    .none {
      fill: var(--line);
    }
  `,
})
export class HourStrip {
  readonly points = input.required<readonly SparkPoint[]>();

  protected readonly words = targetWords;
  protected readonly box = computed(() => `0 0 ${String(this.points().length * STEP - 2)} 20`);
  protected readonly bars = computed(() =>
    hourBars(this.points()).map(({ at, tone, checks, failed }, i) => ({
      key: at.getTime(),
      x: i * STEP,
      tone,
      text: targetWords.hour(formatClock(at), checks, failed),
    })),
  );
}
