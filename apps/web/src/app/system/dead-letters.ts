import { Component, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { DeadLetter } from '@app/domain';
import { Api } from '../shared/data/api';
import { asRefusal } from '../shared/data/refusal';
import { ListEnd } from '../shared/ui/list-end';
import { deadLetterWords } from '../shared/words/dead-letters';
import { deadLetters } from './data/dead-letters';
import { DeadLetterList } from './ui/dead-letter-list';

/** The part of the system page where jobs that failed for good are driven again; empty while there are none. */
@Component({
  selector: 'app-dead-letters',
  imports: [DeadLetterList, ListEnd],
  template: `
    @if (letters.value(); as items) {
      @if (items.length > 0) {
        <section class="panel" aria-labelledby="dead-letters">
          <h2 id="dead-letters">{{ words.title }}</h2>
          <p class="soft">{{ words.hint }}</p>
          <app-dead-letter-list [letters]="items" (redrive)="redrive($event)" />
          <app-list-end [of]="letters" />
        </section>
      }
    }
  `,
  styles: `
    section {
      margin-top: 24px;
    }
    h2,
    p {
      margin: 0;
      padding: 0 16px;
    }
    h2 {
      padding-top: 12px;
    }
  `,
})
export class DeadLetters {
  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  protected readonly words = deadLetterWords;
  protected readonly letters = deadLetters();

  protected async redrive({ id }: DeadLetter): Promise<void> {
    try {
      await this.#api.client.system.redriveDeadLetter.mutate({ id });
      this.#snackBar.open(deadLetterWords.redriven);
    } catch (error) {
      this.#snackBar.open(asRefusal(error).message);
    }
    this.letters.reload();
  }
}
