import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { AcknowledgeAlert, type Alert } from '@app/domain';
import { judgedForm } from '../../shared/form/judged-form';
import { schemaIssues } from '../../shared/form/schema-issues';
import { TextField } from '../../shared/form/text-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { alertWords } from '../../shared/words/alerts';

const Note = AcknowledgeAlert.pick({ note: true });

/** Asks for a note. */
@Component({
  selector: 'app-acknowledge-dialog',
  imports: [FormDialog, TextField],
  template: `
    <app-form-dialog
      [title]="words.acknowledgeTitle(data.targetName)"
      [verb]="words.acknowledge"
      [form]="form"
      (send)="send()"
    >
      <p>{{ words.acknowledgeText }}</p>
      <app-text-field [field]="form.note" [label]="words.note" [hint]="words.noteHint" />
    </app-form-dialog>
  `,
})
export class AcknowledgeDialog {
  readonly data = inject<{ targetName: string; send: (note: string) => Promise<Alert> }>(
    MAT_DIALOG_DATA,
  );
  readonly ref = inject<MatDialogRef<unknown, Alert>>(MatDialogRef);

  protected readonly words = alertWords;
  readonly #judged = judgedForm(signal({ note: '' }), {
    judge: (value) => schemaIssues(Note.safeParse(value)),
  });
  protected readonly form = this.#judged.fields;

  protected async send(): Promise<void> {
    await this.#judged.send(async ({ note }) => {
      this.ref.close(await this.data.send(note.trim()));
    });
  }
}
