import { Component, inject, input, linkedSignal, untracked } from '@angular/core';
import { submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Channel, Target } from '@app/domain';
import { Api } from '../shared/data/api';
import { fieldError } from '../shared/form/field-error';
import { submissionErrors } from '../shared/form/server-errors';
import { TextField } from '../shared/form/text-field';
import { AlertingFields } from '../shared/target-form/alerting-fields';
import { BasicFields } from '../shared/target-form/basic-fields';
import { draftOf, type TargetDraft } from '../shared/target-form/draft';
import { ExpectFields } from '../shared/target-form/expect-fields';
import { RequestFields } from '../shared/target-form/request-fields';
import { judgedSettings, targetForm } from '../shared/target-form/target-form';
import { ThresholdFields } from '../shared/target-form/threshold-fields';
import { formWords } from '../shared/words/form';

/** All settings of a target, edited in place. */
@Component({
  selector: 'app-settings-form',
  imports: [
    AlertingFields,
    BasicFields,
    ExpectFields,
    MatButton,
    RequestFields,
    TextField,
    ThresholdFields,
  ],
  templateUrl: './settings-form.html',
  styleUrl: './settings-form.scss',
})
export class SettingsForm {
  readonly target = input.required<Target>();
  readonly channels = input.required<readonly Channel[]>();

  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  /** Made once for each target: live events must not overwrite what somebody types. */
  readonly #draft = linkedSignal<string, TargetDraft>({
    source: () => this.target().id,
    computation: () => draftOf(untracked(this.target)),
  });
  protected readonly form = targetForm(this.#draft, { canOmitName: false });
  protected readonly words = formWords;
  protected readonly fieldError = fieldError;

  protected undo(): void {
    this.form().reset(draftOf(this.target()));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await submit(this.form, async (form) => {
      try {
        const settings = judgedSettings(form().value(), { canOmitName: false });
        const saved = await this.#api.client.targets.update.mutate({
          id: this.target().id,
          ...settings,
        });
        form().reset(draftOf(saved));
        return undefined;
      } catch (error) {
        return submissionErrors(form, error);
      }
    });
    if (isSaved) this.#snackBar.open(formWords.saved);
  }
}
