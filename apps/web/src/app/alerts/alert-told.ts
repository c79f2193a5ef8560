import { Component, inject, input } from '@angular/core';
import { FailedLoad } from '../shared/ui/failed-load';
import { Skeleton } from '../shared/ui/skeleton';
import { alertDetails } from './data/alert-details';
import { Redriver } from '../shared/data/redriver';
import { DeliveryList } from '../shared/ui/delivery-list';
import type { Delivery } from '@app/domain';

/** Loads and shows who was told of an alert. */
@Component({
  selector: 'app-alert-told',
  imports: [DeliveryList, FailedLoad, Skeleton],
  template: `
    @if (details.value(); as alert) {
      <app-delivery-list [deliveries]="alert.deliveries" (redrive)="redrive($event)" />
    } @else if (details.refusal(); as refusal) {
      <app-failed-load [refusal]="refusal" (retry)="details.reload()" />
    } @else {
      <app-skeleton [rows]="2" [height]="16" />
    }
  `,
})
export class AlertTold {
  readonly alertId = input.required<string>();

  readonly #redriver = inject(Redriver);
  protected readonly details = alertDetails(this.alertId);

  protected async redrive(delivery: Delivery): Promise<void> {
    if (await this.#redriver.redrive(delivery.id)) this.details.reload();
  }
}
