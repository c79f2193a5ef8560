import { Component, computed, effect, inject, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Alert, Delivery } from '@app/domain';
import { ALERT_KIND_WORDS, readableNames } from '@app/domain/words';
import { Redriver } from '../shared/data/redriver';
import { Banner } from '../shared/ui/banner';
import { LoadState } from '../shared/ui/load-state';
import { RunbookPanel } from '../shared/ui/runbook-panel';
import { goesOn } from '../shared/util/alert-course';
import { alertWords } from '../shared/words/alerts';
import { storyWords } from '../shared/words/alert-story';
import { PageTitle } from '../shell/page-title';
import { Acknowledger } from './acknowledger';
import { alertDetails } from './data/alert-details';
import { AlertHead } from './ui/alert-head';
import { AlertStory } from './ui/alert-story';
import { LeftOutList } from './ui/left-out-list';

@Component({
  selector: 'app-alert-page',
  imports: [
    AlertHead,
    AlertStory,
    Banner,
    LeftOutList,
    LoadState,
    MatAnchor,
    RouterLink,
    RunbookPanel,
  ],
  template: `
    @if (alert.value(); as shown) {
      <app-alert-head [alert]="shown" (acknowledge)="acknowledge(shown)" (reopen)="reopen(shown)" />
      <app-runbook-panel [runbook]="shown.runbook" />
      @if (shown.leftOut.length > 0) {
        <app-left-out-list class="panel" [leftOut]="shown.leftOut" />
      }
      <section class="panel" aria-labelledby="story">
        <h2 id="story">{{ words.story }}</h2>
        <app-alert-story [alert]="shown" (redrive)="redrive($event)" (dismiss)="dismiss($event)" />
      </section>
    } @else if (isUnknown()) {
      <app-banner
        class="panel"
        icon="alert"
        isPage
        [title]="words.notFound"
        [text]="words.notFoundHint"
      >
        <a matButton="outlined" routerLink="/alerts">{{ all.every }}</a>
      </app-banner>
    } @else {
      <app-load-state isPanel [of]="alert" [rows]="6" [height]="48" />
    }
  `,
  styles: `
    section {
      margin-top: 16px;
      padding: 16px;
    }
    app-left-out-list,
    app-runbook-panel:has(section) {
      display: block;
      margin-top: 16px;
    }
    h2 {
      margin-bottom: 12px;
    }
  `,
  host: { class: 'page' },
})
export class AlertPage {
  readonly id = input.required<string>();

  readonly #acknowledger = inject(Acknowledger);
  readonly #redriver = inject(Redriver);
  protected readonly words = storyWords;
  protected readonly all = alertWords;
  protected readonly alert = alertDetails(this.id);
  protected readonly isUnknown = computed(() => {
    const code = this.alert.refusal()?.code;
    return code === 'NOT_FOUND' || code === 'BAD_REQUEST';
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const alert = this.alert.value();
      if (alert) title.show(titleOf(alert));
      else if (this.isUnknown()) title.show(storyWords.notFound);
    });
  }

  protected async acknowledge(alert: Alert): Promise<void> {
    if (await this.#acknowledger.acknowledge(alert)) this.alert.reload();
  }

  protected async reopen(alert: Alert): Promise<void> {
    if (await this.#acknowledger.reopen(alert)) this.alert.reload();
  }

  protected async redrive({ id }: Delivery): Promise<void> {
    if (await this.#redriver.redrive(id)) this.alert.reload();
  }

  protected async dismiss({ id }: Delivery): Promise<void> {
    if (await this.#redriver.dismiss([id])) this.alert.reload();
  }
}

const titleOf = (alert: Alert): string =>
  `${readableNames(alert.targetName)} ${ALERT_KIND_WORDS[alert.kind][goesOn(alert) ? 'is' : 'was']}`;
