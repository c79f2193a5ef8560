import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButtonToggleModule } from '@angular/material/button-toggle';
import { Router, RouterLink } from '@angular/router';
import { type TargetAction, TargetActor } from '../shared/data/target-actor';
import { AlertLine } from '../shared/ui/alert-line';
import { LoadState } from '../shared/ui/load-state';
import { targetWords } from '../shared/words/target';
import { PageTitle } from '../shell/page-title';
import { recentChecks } from './data/recent-checks';
import { firstRange, type Range, responseHistory } from './data/response-history';
import { stretchesOf } from './data/stretches';
import { targetAlerts } from './data/target-alerts';
import { targetById } from './data/target-by-id';
import { TargetExpiries } from './target-expiries';
import { CheckList } from './ui/check-list';
import { HourStrip } from './ui/hour-strip';
import { ResponseChart } from './ui/response-chart';
import { TargetFigures } from './ui/target-figures';
import { TargetHead } from './ui/target-head';

@Component({
  selector: 'app-target-page',
  imports: [
    AlertLine,
    CheckList,
    HourStrip,
    LoadState,
    MatButtonToggleModule,
    ResponseChart,
    RouterLink,
    TargetExpiries,
    TargetFigures,
    TargetHead,
  ],
  templateUrl: './target-page.html',
  styleUrl: './target-page.scss',
  host: { class: 'page' },
})
export class TargetPage {
  readonly id = input.required<string>();

  readonly #actor = inject(TargetActor);
  readonly #router = inject(Router);
  protected readonly words = targetWords;
  readonly #picked = signal<Range | null>(null);
  protected readonly ranges = [
    { range: 'hour', word: targetWords.ranges.hour },
    { range: 'day', word: targetWords.ranges.day },
    { range: 'week', word: targetWords.ranges.week },
  ] as const;
  protected readonly target = targetById(this.id);
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

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.target.value()?.name;
      if (name) title.show(name);
    });
  }

  protected pick(range: Range): void {
    this.#picked.set(range);
  }

  protected async act(action: TargetAction): Promise<void> {
    const target = this.target.value();
    if (!target) return;
    const changed = await this.#actor.act(action, target);
    if (!changed) return;
    if (action === 'remove') await this.#router.navigateByUrl('/');
    else this.target.value.set(changed);
  }
}
