import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import type { Target } from '@app/domain';
import { Clock } from '../shared/data/clock';
import { ButtonGroup, type Option } from '../shared/ui/button-group';
import { LoadState } from '../shared/ui/load-state';
import { formatMoment } from '../shared/util/instant';
import { targetWords } from '../shared/words/target';
import { storyWords } from '../shared/words/target-story';
import { responseHistory } from './data/response-history';
import {
  type Between,
  firstRange,
  keyOfSpan,
  type Range,
  RANGES,
  readSpan,
  showable,
  type Span,
  type SpanInAddress,
  timesOf,
  writeSpan,
} from './data/span';
import { barsOfDays, barsOfHours } from './data/story-bars';
import { dailyStats, spanFacts, summaryStats } from './data/target-stats';
import { SpanChecks } from './span-checks';
import { ChartTable } from './ui/chart-table';
import { NumbersTable } from './ui/numbers-table';
import { OutageList } from './ui/outage-list';
import { ResponseChart } from './ui/response-chart';
import { SpanFigures } from './ui/span-figures';
import { StoryBars } from './ui/story-bars';

const DAYS_OF_BARS = { days: 90, weeks: 365 };

/** What a target did over time: chart, bars, and what happened in the time that is chosen, which the address names. */
@Component({
  selector: 'app-target-story',
  imports: [
    ButtonGroup,
    ChartTable,
    LoadState,
    MatButton,
    MatSlideToggle,
    NumbersTable,
    OutageList,
    ResponseChart,
    SpanChecks,
    SpanFigures,
    StoryBars,
  ],
  templateUrl: './target-story.html',
  styleUrl: './target-story.scss',
})
export class TargetStory {
  readonly target = input.required<Target>();
  /** The time as the address names it. */
  readonly asked = input.required<SpanInAddress>();
  /** How the chart scales, as the address names it. */
  readonly scale = input<string | undefined>();

  readonly #router = inject(Router);
  readonly #clock = inject(Clock);
  protected readonly words = storyWords;
  protected readonly title = targetWords.response;
  protected readonly rangeLabel = targetWords.rangeLabel;
  protected readonly ranges: readonly Option<Range>[] = (Object.keys(RANGES) as Range[]).map(
    (value) => ({
      value,
      word: storyWords.shortRanges[value],
      name: storyWords.ranges[value],
    }),
  );
  readonly #id = computed(() => this.target().id);
  readonly #createdAt = computed(() => this.target().createdAt.getTime());
  readonly #first = computed(() => firstRange(new Date(this.#createdAt()), new Date()));
  readonly #span = computed<Span>(() => readSpan(this.asked()) ?? { range: this.#first() }, {
    equal: (a, b) => keyOfSpan(a) === keyOfSpan(b),
  });
  protected readonly range = computed(() => {
    const span = this.#span();
    return 'range' in span ? span.range : null;
  });
  protected readonly isLogarithmic = computed(() => this.scale() === 'log');
  /** A stretch that was picked; null while the time ends now. */
  protected readonly between = computed(() => {
    const span = this.#span();
    return 'range' in span ? null : span;
  });
  protected readonly times = computed(() => timesOf(this.#span(), this.#clock.coarse()));
  protected readonly spanTitle = computed(() => {
    const between = this.between();
    const now = this.#clock.coarse();
    const range = this.range();
    if (!between) return storyWords.spanOf(storyWords.ranges[range ?? '24h']);
    return storyWords.ofSpan(formatMoment(between.from, now), formatMoment(between.to, now));
  });

  protected readonly history = responseHistory(this.#id, this.#span);
  protected readonly facts = spanFacts(this.#id, this.#span);
  protected readonly summary = summaryStats(this.#id);
  /** Until the answer for another time is there the one before stands, so that nothing jumps. */
  protected readonly shownHistory = keptOf(this.#id, this.history.value);
  protected readonly shownFacts = keptOf(this.#id, this.facts.value);

  /** Hours for times of up to a day, weeks for a year, else days. */
  readonly #bars = computed(() => {
    const { from, to } = this.times();
    const lastsMs = to.getTime() - from.getTime();
    const isPast = to.getTime() < this.#clock.coarse().getTime() - RANGES['24h'];
    if (lastsMs <= RANGES['24h'] && !isPast && this.#isWithinADay(from)) return 'hours';
    const ageMs = this.#clock.coarse().getTime() - from.getTime();
    return ageMs > RANGES['90d'] + RANGES['24h'] ? 'weeks' : 'days';
  });
  protected readonly daysOfBars = computed(() => {
    const bars = this.#bars();
    return bars === 'hours' ? null : DAYS_OF_BARS[bars];
  });
  protected readonly daily = dailyStats(this.#id, this.daysOfBars);
  readonly #shownDaily = keptOf(this.#id, this.daily.value);
  protected readonly bars = computed(() => {
    if (this.#bars() === 'hours') return barsOfHours(this.target().spark24h);
    const daily = this.#shownDaily();
    return daily && barsOfDays(daily);
  });
  protected readonly barsLabel = computed(() => storyWords[this.#bars()]);

  #isWithinADay(from: Date): boolean {
    return this.#clock.coarse().getTime() - from.getTime() <= RANGES['24h'] + 60_000;
  }

  protected pick(range: Range): void {
    this.#show(writeSpan({ range }));
  }

  protected select(between: Between): void {
    this.#show(writeSpan(showable(between, new Date())));
  }

  protected reset(): void {
    this.#show({ range: null, from: null, to: null });
  }

  protected rescale(isLogarithmic: boolean): void {
    this.#show({ scale: isLogarithmic ? 'log' : null });
  }

  /** The address remembers it, and going back leads to what was shown before. */
  #show(queryParams: Record<string, string | null>): void {
    void this.#router.navigate([], {
      queryParams,
      queryParamsHandling: 'merge',
      scroll: 'manual',
    });
  }
}

/** The last answer that there was about a target. */
function keptOf<T>(id: () => string, answer: () => T | null) {
  return linkedSignal<{ id: string; answer: T | null }, T | null>({
    source: () => ({ id: id(), answer: answer() }),
    computation: (source, before) =>
      source.answer ?? (before?.source.id === source.id ? before.value : null),
  });
}
