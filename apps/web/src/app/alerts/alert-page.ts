import { Component, inject, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Alert, Delivery } from '@app/domain';
import { Redriver } from '../shared/data/redriver';
import { LoadState } from '../shared/ui/load-state';
import { alertWords } from '../shared/words/alerts';
import { Acknowledger } from './acknowledger';
import { alertDetails } from './data/alert-details';
import { AlertCard } from './ui/alert-card';
import { DeliveryList } from '../shared/ui/delivery-list';

@Component({
  selector: 'app-alert-page',
  imports: [AlertCard, DeliveryList, LoadState, MatAnchor, RouterLink],
  template: `
    <div class="page-head">
      <h1>{{ words.one }}</h1>
      <span class="spacer"></span>
      <a matButton routerLink="/alerts">{{ words.every }}</a>
    </div>
    @if (alert.value(); as shown) {
      <app-alert-card class="panel" [alert]="shown" (acknowledge)="acknowledge($event)">
        <h2>{{ words.told }}</h2>
        <app-delivery-list [deliveries]="shown.deliveries" (redrive)="redrive($event)" />
      </app-alert-card>
    } @else {
      <app-load-state isPanel [of]="alert" [rows]="3" [height]="32" />
    }
  `,
  styles: `
    h2 {
      margin: 16px 0 8px;
    }
  `,
  host: { class: 'page' },
})
export class AlertPage {
  readonly id = input.required<string>();

  readonly #acknowledger = inject(Acknowledger);
  readonly #redriver = inject(Redriver);
  protected readonly words = alertWords;
  protected readonly alert = alertDetails(this.id);

  protected async acknowledge(alert: Alert): Promise<void> {
    if (await this.#acknowledger.acknowledge(alert)) this.alert.reload();
  }

  protected async redrive({ id }: Delivery): Promise<void> {
    if (await this.#redriver.redrive(id)) this.alert.reload();
  }
}
