import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { RegistrationDetails } from '@app/domain';
import { judgedForm } from '../../shared/form/judged-form';
import { TextField } from '../../shared/form/text-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { registrationWords } from '../../shared/words/registration';

/** Asks for the day on which a domain ends. */
@Component({
  selector: 'app-expiry-dialog',
  imports: [FormDialog, TextField],
  template: `
    <app-form-dialog
      [title]="words.typeInTitle(data.name)"
      [verb]="words.save"
      [form]="form"
      (send)="send()"
    >
      <p>{{ words.typeInText }}</p>
      <app-text-field type="date" [field]="form.day" [label]="words.day" />
    </app-form-dialog>
  `,
})
export class ExpiryDialog {
  readonly data = inject<{ name: string; send: (day: Date) => Promise<RegistrationDetails> }>(
    MAT_DIALOG_DATA,
  );
  readonly ref = inject<MatDialogRef<unknown, RegistrationDetails>>(MatDialogRef);

  protected readonly words = registrationWords;
  // A date field holds a whole day or nothing, whatever is typed.
  readonly #judged = judgedForm(signal({ day: '' }), {
    judge: ({ day }) =>
      day === '' ? [{ path: 'day', message: registrationWords.dayMissing }] : [],
    toFormPath: (path) => (path === 'expiresAt' ? 'day' : path),
  });
  protected readonly form = this.#judged.fields;

  protected async send(): Promise<void> {
    await this.#judged.send(async ({ day }) => {
      // Noon is the same day in UTC, whatever the zone of this machine.
      this.ref.close(await this.data.send(new Date(`${day}T12:00:00Z`)));
    });
  }
}
