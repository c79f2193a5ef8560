import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import uPlot from 'uplot';
import { Clock } from '../../shared/data/clock';
import { targetWords } from '../../shared/words/target';
import { storyWords } from '../../shared/words/target-story';
import { chartScale } from '../data/chart-scale';
import type { SpanHistory } from '../data/response-history';
import type { Between } from '../data/span';
import { chartData, chartOptions } from './chart-options';
import { averageText, chartText, keyTexts, pointAt, readOut } from './chart-text';

/**
 * Response times over time: the average as a line in the band of fastest to slowest, what else went on shaded. A pointer, or
 * the arrow keys, read out single points, which stay while new results come; dragging selects a stretch.
 */
@Component({
  selector: 'app-response-chart',
  template: `
    <p class="read-out" [attr.aria-live]="isSteered() ? 'polite' : 'off'">
      {{ text() }}
    </p>
    <div
      #plot
      class="plot"
      role="img"
      tabindex="0"
      [attr.aria-label]="label()"
      [attr.aria-description]="words.steer"
      (keydown)="steer($event)"
      (blur)="leave()"
    ></div>
    @if (isEmpty()) {
      <p class="soft empty">{{ empty }}</p>
    }
    @if (key().length > 0) {
      <ul class="plain-list">
        @for (line of key(); track line.kind) {
          <li><span class="swatch" [class]="line.kind"></span>{{ line.text }}</li>
        }
      </ul>
    }
  `,
  styleUrl: './response-chart.scss',
})
export class ResponseChart {
  readonly history = input.required<SpanHistory>();
  readonly isLogarithmic = input(false);
  /** Somebody has dragged over a stretch of time. */
  readonly selected = output<Between>();

  readonly #host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #clock = inject(Clock);
  protected readonly plot = viewChild.required<ElementRef<HTMLElement>>('plot');
  protected readonly words = storyWords;
  protected readonly empty = targetWords.chartEmpty;
  readonly #points = computed(() => this.history().points);
  readonly #scale = computed(() => chartScale(this.#points()));
  readonly #shownScale = computed(() => (this.isLogarithmic() ? NO_PEAKS : this.#scale()));
  /** What is read out; stays where it is while results come. */
  readonly #pointedAt = signal<Date | null>(null);
  /** By the keyboard. */
  protected readonly isSteered = signal(false);
  protected readonly isEmpty = computed(() => this.#points().every(({ avgMs }) => avgMs === null));
  protected readonly key = computed(() =>
    keyTexts(this.#points(), this.history().stretches, this.#shownScale()),
  );
  protected readonly label = computed(() => chartText(this.#points(), this.key()));
  protected readonly text = computed(() => {
    const at = this.#pointedAt();
    const points = this.#points();
    const point = at && points[pointAt(points, at)];
    return point
      ? readOut(point, this.history().stretches, this.#clock.coarse())
      : averageText(points);
  });
  #chart: uPlot | undefined;

  constructor() {
    effect((onCleanup) => {
      const isLogarithmic = this.isLogarithmic();
      const draw = (): void => {
        this.#chart?.destroy();
        this.#chart = new uPlot(
          chartOptions({
            host: this.#host,
            isLogarithmic,
            drawn: () => untracked(() => this.#drawn()),
            point: (at) => {
              if (!this.isSteered()) this.#pointedAt.set(at);
            },
            select: (between) => {
              this.selected.emit(between);
            },
          }),
          untracked(() => chartData(this.#points(), isLogarithmic)),
          this.plot().nativeElement,
        );
      };
      draw();
      const resized = new ResizeObserver(() => {
        this.#chart?.setSize({ width: this.#host.clientWidth, height: this.#chart.height });
      });
      resized.observe(this.#host);
      const theme = matchMedia('(prefers-color-scheme: dark)');
      theme.addEventListener('change', draw);
      onCleanup(() => {
        resized.disconnect();
        theme.removeEventListener('change', draw);
        this.#chart?.destroy();
        this.#chart = undefined;
      });
    });
    // New results are drawn into the chart that is there: whoever reads a point goes on reading it.
    effect(() => {
      this.#drawn();
      this.#chart?.setData(chartData(this.#points(), untracked(this.isLogarithmic)));
    });
  }

  readonly #drawn = computed(() => {
    const { points, stretches, from, to } = this.history();
    return { points, stretches, scale: this.#scale(), span: { from, to } };
  });

  /** Arrow keys, Home and End go from point to point, Escape leaves them. */
  protected steer(event: KeyboardEvent): void {
    const points = this.#points();
    const at = this.#pointedAt();
    const here = at ? pointAt(points, at) : points.length;
    const last = points.length - 1;
    const next = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') this.leave();
    const point = next === undefined ? undefined : points[Math.min(Math.max(next, 0), last)];
    if (!point) return;
    event.preventDefault();
    this.isSteered.set(true);
    this.#pointedAt.set(point.at);
    const left = this.#chart?.valToPos(point.at.getTime() / 1_000, 'x');
    if (left !== undefined) this.#chart?.setCursor({ left, top: 0 }, false);
  }

  protected leave(): void {
    this.isSteered.set(false);
    this.#pointedAt.set(null);
  }
}

const NO_PEAKS = { top: 0, peaks: [] };
