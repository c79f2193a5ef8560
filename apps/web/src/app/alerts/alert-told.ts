import { Component, inject, input } from '@angular/core';
import { LoadState } from '../shared/ui/load-state';
import { alertDetails } from './data/alert-details';
import { Redriver } from '../shared/data/redriver';
import { DeliveryList } from '../shared/ui/delivery-list';
import type { AlertWithDeliveries, Delivery } from '@app/domain';

/** Loads and shows who was told of an alert. */
@Component({
  selector: 'app-alert-told',
  imports: [DeliveryList, LoadState],
  template: `
    @if (details.value(); as alert) {
      <app-delivery-list
        [deliveries]="alert.deliveries"
        (redrive)="redrive($event)"
        (dismiss)="dismiss($event)"
      />
    } @else {
      <app-load-state [of]="details" [rows]="2" [height]="16" />
    }
  `,
})
export class AlertTold {
  readonly alertId = input.required<string>();
  readonly known = input<AlertWithDeliveries>();

  readonly #redriver = inject(Redriver);
  protected readonly details = alertDetails(this.alertId, this.known);

  protected async dismiss({ id }: Delivery): Promise<void> {
    if (await this.#redriver.dismiss([id])) this.details.reload();
  }

  protected async redrive(delivery: Delivery): Promise<void> {
    if (await this.#redriver.redrive(delivery.id)) this.details.reload();
  }
}
