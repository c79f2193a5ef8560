import { Component, computed, input } from '@angular/core';
import type { SparkPoint } from '@app/domain';
import { formatLatency } from '../util/figures';
import { sparkline } from '../util/sparkline';
import { sharedWords } from '../words/shared';

const WIDTH = 120;
const HEIGHT = 28;

/** Response times of the last 24 hours, with marks where checks failed. */
@Component({
  selector: 'app-sparkline',
  template: `<svg
    role="img"
    [attr.aria-label]="label()"
    [attr.viewBox]="box"
    preserveAspectRatio="none"
  >
    @for (x of spark().failures; track x) {
      <rect class="failed" [attr.x]="x" y="0" [attr.width]="spark().step" [attr.height]="height" />
    }
    <path [attr.d]="spark().line" />
  </svg>`,
  styles: `
    :host {
      display: inline-block;
      width: 120px;
      height: 28px;
      vertical-align: middle;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    path {
      fill: none;
      stroke: var(--chart-line);
      stroke-width: 1.5;
      stroke-linejoin: round;
      stroke-linecap: round;
      vector-effect: non-scaling-stroke;
    }
    .failed {
      fill: var(--status-down);
      opacity: 0.35;
    }
  `,
})
export class Sparkline {
  readonly points = input.required<readonly SparkPoint[]>();

  protected readonly height = HEIGHT;
  protected readonly box = `0 0 ${String(WIDTH)} ${String(HEIGHT)}`;
  protected readonly spark = computed(() => sparkline(this.points(), WIDTH, HEIGHT));
  protected readonly label = computed(() => describe(this.points()));
}

function describe(points: readonly SparkPoint[]): string {
  const timed = points.flatMap(({ avgMs }) => (avgMs === null ? [] : [avgMs]));
  const failedHours = points.filter(({ failed }) => failed > 0).length;
  if (timed.length === 0 && failedHours === 0) return sharedWords.noSparkline;
  const average = timed.reduce((sum, ms) => sum + ms, 0) / Math.max(timed.length, 1);
  return sharedWords.sparkline(
    timed.length === 0 ? sharedWords.none : formatLatency(average),
    failedHours,
  );
}
