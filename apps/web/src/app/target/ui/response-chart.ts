import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import type { ChartPoint } from '@app/domain';
import uPlot from 'uplot';
import { formatLatency } from '../../shared/util/figures';
import { targetWords } from '../../shared/words/target';
import type { Outage } from '../data/outages';
import { chartData, chartOptions } from './chart-options';

/** Response times over time: the average as a line in the band of fastest to slowest, outages shaded. */
@Component({
  selector: 'app-response-chart',
  template: `
    <div #plot role="img" [attr.aria-label]="label()"></div>
    @if (isEmpty()) {
      <p class="soft">{{ words.chartEmpty }}</p>
    }
  `,
  styleUrl: './response-chart.scss',
})
export class ResponseChart {
  readonly points = input.required<readonly ChartPoint[]>();
  readonly outages = input.required<readonly Outage[]>();

  readonly #host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly plot = viewChild.required<ElementRef<HTMLElement>>('plot');
  protected readonly words = targetWords;
  protected readonly isEmpty = computed(() => this.points().every(({ avgMs }) => avgMs === null));
  protected readonly label = computed(() => describe(this.points(), this.outages().length));

  constructor() {
    let chart: uPlot | undefined;
    const draw = (): void => {
      chart?.destroy();
      chart = new uPlot(
        chartOptions({ host: this.#host, outages: this.outages }),
        chartData(this.points()),
        this.plot().nativeElement,
      );
    };
    effect((onCleanup) => {
      draw();
      const resized = new ResizeObserver(() => {
        chart?.setSize({ width: this.#host.clientWidth, height: chart.height });
      });
      resized.observe(this.#host);
      const theme = matchMedia('(prefers-color-scheme: dark)');
      theme.addEventListener('change', draw);
      onCleanup(() => {
        resized.disconnect();
        theme.removeEventListener('change', draw);
        chart?.destroy();
        chart = undefined;
      });
    });
  }
}

function describe(points: readonly ChartPoint[], outages: number): string {
  const averages = points.flatMap(({ avgMs }) => (avgMs === null ? [] : [avgMs]));
  if (averages.length === 0) return targetWords.chartEmpty;
  const slowest = Math.max(...points.map(({ maxMs }) => maxMs ?? 0));
  const average = averages.reduce((sum, ms) => sum + ms, 0) / averages.length;
  return targetWords.chart(formatLatency(average), formatLatency(slowest), outages);
}
