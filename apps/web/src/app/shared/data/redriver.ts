import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { alertWords } from '../words/alerts';
import { Api } from './api';
import { asRefusal } from './refusal';

/** Sends messages again that could not be delivered, or puts them away. */
@Service()
export class Redriver {
  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);

  /** True when the messages are put away. */
  async dismiss(ids: string[]): Promise<boolean> {
    try {
      await this.#api.client.deliveries.dismiss.mutate({ ids });
      this.#snackBar.open(alertWords.dismissed);
      return true;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
  }

  /** True when the message is on its way again. */
  async redrive(deliveryId: string): Promise<boolean> {
    try {
      await this.#api.client.deliveries.redrive.mutate({ id: deliveryId });
      this.#snackBar.open(alertWords.redriven);
      return true;
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
      return false;
    }
  }
}
