import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import type { ChartPoint } from '@app/domain';
import uPlot from 'uplot';
import { targetWords } from '../../shared/words/target';
import type { Stretch } from '../data/stretches';
import { chartData, chartOptions } from './chart-options';
import { chartText, shadeTexts } from './chart-text';

/** Response times over time: the average as a line in the band of fastest to slowest, what else went on shaded. */
@Component({
  selector: 'app-response-chart',
  template: `
    <div #plot role="img" [attr.aria-label]="label()"></div>
    @if (isEmpty()) {
      <p class="soft">{{ words.chartEmpty }}</p>
    }
    @if (shades().length > 0) {
      <ul class="plain-list">
        @for (shade of shades(); track shade.kind) {
          <li><span class="swatch" [class]="shade.kind"></span>{{ shade.text }}</li>
        }
      </ul>
    }
  `,
  styleUrl: './response-chart.scss',
})
export class ResponseChart {
  readonly points = input.required<readonly ChartPoint[]>();
  readonly stretches = input.required<readonly Stretch[]>();

  readonly #host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly plot = viewChild.required<ElementRef<HTMLElement>>('plot');
  protected readonly words = targetWords;
  protected readonly isEmpty = computed(() => this.points().every(({ avgMs }) => avgMs === null));
  protected readonly shades = computed(() => shadeTexts(this.stretches()));
  protected readonly label = computed(() => chartText(this.points(), this.shades()));

  constructor() {
    let chart: uPlot | undefined;
    const draw = (): void => {
      chart?.destroy();
      chart = new uPlot(
        chartOptions({ host: this.#host, stretches: this.stretches() }),
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
