import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { AcknowledgeAlert, type Alert } from '@app/domain';
import { fieldError } from '../../shared/form/field-error';
import { judgedForm } from '../../shared/form/judged-form';
import { schemaIssues } from '../../shared/form/schema-issues';
import { TextField } from '../../shared/form/text-field';
import { alertWords } from '../../shared/words/alerts';
import { sharedWords } from '../../shared/words/shared';

const Note = AcknowledgeAlert.pick({ note: true });

/** Asks for a note; stays open with what was typed when the server refuses. */
@Component({
  selector: 'app-acknowledge-dialog',
  imports: [MatButton, MatDialogModule, TextField],
  template: `
    <form novalidate (submit)="send($event)">
      <h2 mat-dialog-title class="wrap-anywhere">{{ words.acknowledgeTitle(data.targetName) }}</h2>
      <mat-dialog-content>
        <p>{{ words.acknowledgeText }}</p>
        <app-text-field [field]="form.note" [label]="words.note" [hint]="words.noteHint" />
        @if (fieldError(form); as error) {
          <p class="error" role="alert">{{ error }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ shared.cancel }}</button>
        <button matButton="filled" type="submit" [disabled]="form().submitting()">
          {{ words.acknowledge }}
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
export class AcknowledgeDialog {
  readonly data = inject<{ targetName: string; send: (note: string) => Promise<Alert> }>(
    MAT_DIALOG_DATA,
  );

  readonly #ref = inject<MatDialogRef<AcknowledgeDialog, Alert>>(MatDialogRef);
  protected readonly words = alertWords;
  protected readonly shared = sharedWords;
  protected readonly fieldError = fieldError;
  readonly #judged = judgedForm(signal({ note: '' }), {
    judge: (value) => schemaIssues(Note.safeParse(value)),
  });
  protected readonly form = this.#judged.fields;

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    await this.#judged.send(async ({ note }) => {
      this.#ref.close(await this.data.send(note.trim()));
    });
  }
}
