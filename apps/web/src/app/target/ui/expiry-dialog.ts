import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { DomainDetails } from '@app/domain';
import { fieldError } from '../../shared/form/field-error';
import { judgedForm } from '../../shared/form/judged-form';
import { TextField } from '../../shared/form/text-field';
import { domainWords } from '../../shared/words/domain';
import { sharedWords } from '../../shared/words/shared';

/** Asks for the day on which a domain ends; stays open with what was typed when the server refuses. */
@Component({
  selector: 'app-expiry-dialog',
  imports: [MatButton, MatDialogModule, TextField],
  template: `
    <form novalidate (submit)="send($event)">
      <h2 mat-dialog-title class="wrap-anywhere">{{ words.typeInTitle(data.name) }}</h2>
      <mat-dialog-content>
        <p>{{ words.typeInText }}</p>
        <app-text-field type="date" [field]="form.day" [label]="words.day" />
        @if (fieldError(form); as error) {
          <p class="error" role="alert">{{ error }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ shared.cancel }}</button>
        <button matButton="filled" type="submit" [disabled]="form().submitting()">
          {{ words.save }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    app-text-field {
      display: block;
      margin-top: 16px;
    }
    .error {
      margin-top: 8px;
      color: var(--mat-sys-error);
    }
  `,
})
export class ExpiryDialog {
  readonly data = inject<{ name: string; send: (day: Date) => Promise<DomainDetails> }>(
    MAT_DIALOG_DATA,
  );

  readonly #ref = inject<MatDialogRef<ExpiryDialog, DomainDetails>>(MatDialogRef);
  protected readonly words = domainWords;
  protected readonly shared = sharedWords;
  protected readonly fieldError = fieldError;
  // A date field holds a whole day or nothing, whatever is typed.
  readonly #judged = judgedForm(signal({ day: '' }), {
    judge: ({ day }) => (day === '' ? [{ path: 'day', message: domainWords.dayMissing }] : []),
    toFormPath: (path) => (path === 'expiresAt' ? 'day' : path),
  });
  protected readonly form = this.#judged.fields;

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    await this.#judged.send(async ({ day }) => {
      // Noon is the same day in UTC, whatever the zone of this machine.
      this.#ref.close(await this.data.send(new Date(`${day}T12:00:00Z`)));
    });
  }
}
