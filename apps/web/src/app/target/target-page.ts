import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AlertLine } from '../shared/ui/alert-line';
import { ButtonGroup, type Option } from '../shared/ui/button-group';
import { LoadState } from '../shared/ui/load-state';
import { RunbookPanel } from '../shared/ui/runbook-panel';
import { targetWords } from '../shared/words/target';
import { openedTarget } from './data/opened-target';
import { recentChecks } from './data/recent-checks';
import { firstRange, type Range, responseHistory } from './data/response-history';
import { stretchesOf } from './data/stretches';
import { targetAlerts } from './data/target-alerts';
import { TargetExpiries } from './target-expiries';
import { TargetTelling } from './target-telling';
import { CheckList } from './ui/check-list';
import { HourStrip } from './ui/hour-strip';
import { ResponseChart } from './ui/response-chart';
import { TargetFigures } from './ui/target-figures';
import { TargetHead } from './ui/target-head';
import { UnknownTarget } from './ui/unknown-target';

@Component({
  selector: 'app-target-page',
  imports: [
    AlertLine,
    CheckList,
    ButtonGroup,
    HourStrip,
    LoadState,
    ResponseChart,
    RouterLink,
    RunbookPanel,
    TargetExpiries,
    TargetFigures,
    TargetHead,
    TargetTelling,
    UnknownTarget,
  ],
  templateUrl: './target-page.html',
  styleUrl: './target-page.scss',
  host: { class: 'page' },
})
export class TargetPage {
  readonly id = input.required<string>();

  protected readonly words = targetWords;
  readonly #picked = signal<Range | null>(null);
  protected readonly ranges: readonly Option<Range>[] = [
    { value: 'hour', word: targetWords.ranges.hour },
    { value: 'day', word: targetWords.ranges.day },
    { value: 'week', word: targetWords.ranges.week },
  ];
  readonly #opened = openedTarget(this.id);
  protected readonly target = this.#opened.target;
  protected readonly isUnknown = this.#opened.isUnknown;
  protected readonly act = this.#opened.act;
  /** A domain alone has no checks, no answers and no uptime. */
  protected readonly isSite = computed(() => this.target.value()?.kind !== 'domain');
  protected readonly range = computed(() => this.#picked() ?? firstRange(this.target.value()));
  protected readonly checks = recentChecks(this.id);
  protected readonly alerts = targetAlerts(
    this.id,
    computed(() => this.target.value()?.domain?.name ?? null),
  );
  protected readonly history = responseHistory(this.id, this.range);
  protected readonly stretches = computed(() => {
    const history = this.history.value();
    const target = this.target.value();
    return history && target ? stretchesOf(history, this.alerts.value() ?? [], target) : [];
  });

  protected pick(range: Range): void {
    this.#picked.set(range);
  }
}
