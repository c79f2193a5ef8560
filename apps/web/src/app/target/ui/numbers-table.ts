import { Component, computed, input } from '@angular/core';
import type { Phases } from '@app/domain';
import type { StatsSummary, StatsWindow, WindowStats } from '@app/domain/stats';
import {
  formatCount,
  formatDuration,
  formatLatency,
  formatPercent,
} from '../../shared/util/figures';
import { sharedWords } from '../../shared/words/shared';
import { storyWords } from '../../shared/words/target-story';
import { PhasesBar } from './phases-bar';

type Cell = (stats: WindowStats) => string;

const orNone =
  <T>(of: (stats: WindowStats) => T | null, format: (value: T) => string): Cell =>
  (stats) => {
    const value = of(stats);
    return value === null ? sharedWords.none : format(value);
  };
const seconds = (count: number): string => formatDuration(count * 1_000);
const percent = (of: (stats: WindowStats) => number | null): Cell => orNone(of, formatPercent);
const latency = (of: (stats: WindowStats) => number | null): Cell => orNone(of, formatLatency);

const ROWS: readonly { label: string; of: Cell }[] = [
  { label: storyWords.uptime, of: percent(({ uptime }) => uptime) },
  { label: storyWords.availability, of: percent(({ availability }) => availability) },
  { label: storyWords.coverage, of: percent(({ coverage }) => coverage) },
  { label: storyWords.errorRate, of: percent(({ errorRate }) => errorRate) },
  { label: storyWords.outagesCount, of: ({ outages }) => formatCount(outages) },
  {
    label: storyWords.longest,
    of: orNone(
      ({ outages, longestOutageSeconds }) => (outages === 0 ? null : longestOutageSeconds),
      seconds,
    ),
  },
  { label: storyWords.mttr, of: orNone(({ mttrSeconds }) => mttrSeconds, seconds) },
  { label: storyWords.mtbf, of: orNone(({ mtbfSeconds }) => mtbfSeconds, seconds) },
  { label: storyWords.average, of: latency(({ avgMs }) => avgMs) },
  { label: storyWords.median, of: latency(({ p50Ms }) => p50Ms) },
  { label: storyWords.p95, of: latency(({ p95Ms }) => p95Ms) },
  { label: storyWords.p99, of: latency(({ p99Ms }) => p99Ms) },
];

const WINDOWS: readonly StatsWindow[] = ['1h', '24h', '7d', '30d'];
const hasPhases = (phases: Phases): boolean => Object.values(phases).some((ms) => ms !== null);

/** The numbers of the last hour, day, week and month side by side. */
@Component({
  selector: 'app-numbers-table',
  imports: [PhasesBar],
  template: `
    <div class="scroll" tabindex="0" role="group" [attr.aria-label]="words.numbers">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{{ words.number }}</span>
            </th>
            @for (window of windows; track window) {
              <th scope="col">{{ words.windows[window] }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.label) {
            <tr>
              <th scope="row">{{ row.label }}</th>
              @for (value of row.values; track $index) {
                <td>{{ value }}</td>
              }
            </tr>
          }
          @if (phases(); as phases) {
            <tr>
              <th scope="row">{{ words.phases }}</th>
              @for (of of phases; track $index) {
                <td class="phases"><app-phases-bar [phases]="of" /></td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styleUrl: './numbers-table.scss',
})
export class NumbersTable {
  readonly summary = input.required<StatsSummary>();

  protected readonly words = storyWords;
  protected readonly windows = WINDOWS;
  protected readonly rows = computed(() => {
    const { windows } = this.summary();
    return ROWS.map(({ label, of }) => ({
      label,
      values: WINDOWS.map((name) => of(windows[name])),
    }));
  });
  protected readonly phases = computed(() => {
    const all = WINDOWS.map((name) => this.summary().windows[name].phases);
    return all.some(hasPhases) ? all : null;
  });
}
