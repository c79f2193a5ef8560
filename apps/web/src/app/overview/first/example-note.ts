import { Component, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Api } from '../../shared/data/api';
import { asRefusal } from '../../shared/data/refusal';
import { Icon } from '../../shared/ui/icon';
import { firstWords } from '../../shared/words/first';

/** Says that what is shown is made up, and takes it away with one click. */
@Component({
  selector: 'app-example-note',
  imports: [Icon, MatButton],
  template: `
    <app-icon name="alert" />
    <p>{{ words.exampleNote }}</p>
    <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="remove()">
      {{ isBusy() ? words.removingExamples : words.removeExamples }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
      margin-bottom: 16px;
      padding: 8px 16px;
      border-color: var(--status-unknown);
      background: var(--status-unknown-tint);
    }
    app-icon {
      color: var(--status-unknown);
    }
    p {
      flex: 1 1 240px;
    }
  `,
  host: { class: 'panel', role: 'note' },
})
export class ExampleNote {
  readonly removed = output();

  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  protected readonly words = firstWords;
  protected readonly isBusy = signal(false);

  protected async remove(): Promise<void> {
    this.isBusy.set(true);
    try {
      await this.#api.client.examples.remove.mutate();
      this.removed.emit();
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
