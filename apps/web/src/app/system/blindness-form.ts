import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Settings } from '@app/domain';
import { Api } from '../shared/data/api';
import { fieldError } from '../shared/form/field-error';
import { FigureField } from '../shared/form/figure-field';
import { judgedForm } from '../shared/form/judged-form';
import { systemWords } from '../shared/words/system';
import { blindnessDraftOf, blindnessIssues, blindnessOf } from './data/blindness-draft';

/** When people are told that the monitor cannot see its targets. */
@Component({
  selector: 'app-blindness-form',
  imports: [FigureField, MatButton],
  template: `
    <form novalidate (submit)="save($event)">
      <app-figure-field [field]="form.percent" [label]="words.blindShare" unit="%" />
      <app-figure-field [field]="form.atLeast" [label]="words.blindAtLeast" />
      <app-figure-field [field]="form.afterSeconds" [label]="words.blindAfter" unit="s" />
      @if (fieldError(form); as error) {
        <p class="error" role="alert">{{ error }}</p>
      }
      <button matButton="outlined" type="submit" [disabled]="form().submitting()">
        {{ words.save }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 12px 24px;
      margin-top: 12px;
    }
    app-figure-field {
      flex: 0 1 240px;
    }
    .error {
      flex-basis: 100%;
    }
  `,
})
export class BlindnessForm {
  readonly settings = input.required<Settings>();
  readonly saved = output<Settings>();

  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  readonly #draft = linkedSignal(() => blindnessDraftOf(this.settings().blindness));
  readonly #judged = judgedForm(this.#draft, {
    judge: blindnessIssues,
    toFormPath: (path) => path.replace(/^blindness\./, '').replace('share', 'percent'),
  });
  protected readonly form = this.#judged.fields;
  protected readonly words = systemWords;
  protected readonly fieldError = fieldError;

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.#judged.send(async (draft) => {
      const blindness = blindnessOf(draft, this.settings().blindness);
      this.saved.emit(await this.#api.client.settings.update.mutate({ blindness }));
    });
    if (isSaved) this.#snackBar.open(systemWords.blindSaved);
  }
}
