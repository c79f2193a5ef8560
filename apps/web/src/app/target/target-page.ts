import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AlertLine } from '../shared/ui/alert-line';
import { LoadState } from '../shared/ui/load-state';
import { RunbookPanel } from '../shared/ui/runbook-panel';
import { targetWords } from '../shared/words/target';
import { openedTarget } from './data/opened-target';
import { recentChecks } from './data/recent-checks';
import { targetAlerts } from './data/target-alerts';
import { TargetExpiries } from './target-expiries';
import { TargetStory } from './target-story';
import { TargetTelling } from './target-telling';
import { CheckList } from './ui/check-list';
import { TargetFigures } from './ui/target-figures';
import { TargetHead } from './ui/target-head';
import { UnknownTarget } from './ui/unknown-target';

@Component({
  selector: 'app-target-page',
  imports: [
    AlertLine,
    CheckList,
    LoadState,
    RouterLink,
    RunbookPanel,
    TargetExpiries,
    TargetFigures,
    TargetHead,
    TargetStory,
    TargetTelling,
    UnknownTarget,
  ],
  templateUrl: './target-page.html',
  styleUrl: './target-page.scss',
  host: { class: 'page' },
})
export class TargetPage {
  readonly id = input.required<string>();
  /** The time that is shown, and how, as the address names it. */
  readonly range = input<string | undefined>();
  readonly from = input<string | undefined>();
  readonly to = input<string | undefined>();
  readonly scale = input<string | undefined>();

  protected readonly words = targetWords;
  readonly #opened = openedTarget(this.id);
  protected readonly target = this.#opened.target;
  protected readonly isUnknown = this.#opened.isUnknown;
  protected readonly act = this.#opened.act;
  /** A domain alone has no checks, no answers and no uptime. */
  protected readonly isSite = computed(() => this.target.value()?.kind !== 'domain');
  protected readonly checks = recentChecks(this.id);
  protected readonly alerts = targetAlerts(
    this.id,
    computed(() => this.target.value()?.domain?.name ?? null),
  );
  protected readonly asked = computed(() => ({
    ...{ range: this.range(), from: this.from(), to: this.to() },
  }));
}
