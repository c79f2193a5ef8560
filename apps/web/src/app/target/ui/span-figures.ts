import { Component, computed, input } from '@angular/core';
import {
  formatCount,
  formatDuration,
  formatLatency,
  formatPercent,
} from '../../shared/util/figures';
import { sharedWords } from '../../shared/words/shared';
import { storyWords } from '../../shared/words/target-story';
import type { SpanFacts } from '../data/target-stats';

const orNone = <T>(value: T | null, format: (value: T) => string): string =>
  value === null ? sharedWords.none : format(value);
const seconds = (count: number): string => formatDuration(count * 1_000);

/** The numbers of some time, and what they were counted from. */
@Component({
  selector: 'app-span-figures',
  template: `
    <dl>
      @for (figure of figures(); track figure.label) {
        <div>
          <dt>{{ figure.label }}</dt>
          <dd>{{ figure.value }}</dd>
        </div>
      }
    </dl>
    <details>
      <summary>{{ words.howCounted }}</summary>
      @for (line of lines(); track line) {
        <p>{{ line }}</p>
      }
    </details>
  `,
  styles: `
    :host {
      display: block;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 28px;
      margin: 0;
    }
    dt {
      color: var(--ink-soft);
      font-size: 12px;
      line-height: 16px;
    }
    dd {
      margin: 0;
      font-size: 16px;
      line-height: 24px;
      font-weight: 600;
      white-space: nowrap;
    }
    details {
      margin-top: 12px;
    }
    summary {
      width: fit-content;
      min-height: 24px;
      color: var(--ink-soft);
      cursor: pointer;
    }
  `,
})
export class SpanFigures {
  readonly facts = input.required<SpanFacts>();

  protected readonly words = storyWords;
  protected readonly figures = computed(() => {
    const { stats } = this.facts();
    return [
      { label: storyWords.uptime, value: orNone(stats.uptime, formatPercent) },
      { label: storyWords.availability, value: orNone(stats.availability, formatPercent) },
      { label: storyWords.outagesCount, value: formatCount(stats.outages) },
      ...(stats.outages === 0
        ? []
        : [
            { label: storyWords.longest, value: seconds(stats.longestOutageSeconds) },
            { label: storyWords.mttr, value: orNone(stats.mttrSeconds, seconds) },
          ]),
      { label: storyWords.average, value: orNone(stats.avgMs, formatLatency) },
      { label: storyWords.p95, value: orNone(stats.p95Ms, formatLatency) },
      { label: storyWords.coverage, value: formatPercent(stats.coverage) },
    ];
  });
  protected readonly lines = computed(() => {
    const { counts, stats } = this.facts();
    const notCounted = storyWords.notCounted(counts);
    return [
      storyWords.counted(counts),
      ...(notCounted === null ? [] : [notCounted]),
      storyWords.times24({
        up: seconds(stats.upSeconds),
        down: seconds(stats.downSeconds),
        unknown: seconds(stats.unknownSeconds),
        paused: seconds(stats.pausedSeconds),
      }),
    ];
  });
}
