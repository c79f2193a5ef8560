import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Alert } from '@app/domain';
import { allKnown } from '../shared/data/all-known';
import { ButtonGroup, type Option } from '../shared/ui/button-group';
import { ListEnd } from '../shared/ui/list-end';
import { LoadState } from '../shared/ui/load-state';
import { Skeleton } from '../shared/ui/skeleton';
import { Banner } from '../shared/ui/banner';
import { alertWords } from '../shared/words/alerts';
import { AlertTold } from './alert-told';
import { Acknowledger } from './acknowledger';
import { alertList, type Shown } from './data/alert-list';
import { firstTold } from './data/first-told';
import { AlertCard } from './ui/alert-card';

@Component({
  selector: 'app-alerts-page',
  imports: [AlertCard, AlertTold, ButtonGroup, ListEnd, LoadState, MatButton, Banner, Skeleton],
  templateUrl: './alerts-page.html',
  styleUrl: './alerts-page.scss',
  host: { class: 'page' },
})
export class AlertsPage {
  readonly #acknowledger = inject(Acknowledger);
  protected readonly words = alertWords;
  protected readonly shown = signal<Shown>('all');
  protected readonly options: readonly Option<Shown>[] = [
    { value: 'all', word: alertWords.all },
    { value: 'open', word: alertWords.open },
  ];
  protected readonly alerts = alertList(this.shown);
  protected readonly told = firstTold(this.alerts.value);
  /** Everything that is seen first comes at once, so that no card grows. */
  protected readonly isReady = allKnown(() => [
    this.alerts,
    { value: () => (this.told.isKnown() ? true : null), refusal: this.alerts.refusal },
  ]);
  /** Resolved alerts whose messages somebody asked for; open ones show theirs at once. */
  protected readonly unfolded = signal<ReadonlySet<string>>(new Set());

  protected unfold({ id }: Alert): void {
    this.unfolded.update((ids) => new Set([...ids, id]));
  }

  protected async acknowledge(alert: Alert): Promise<void> {
    if (await this.#acknowledger.acknowledge(alert)) this.alerts.reload();
  }
}
