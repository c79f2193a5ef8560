import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { AcknowledgeAlert, type Alert } from '@app/domain';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';
import { judgedForm } from '../../shared/form/judged-form';
import { schemaIssues } from '../../shared/form/schema-issues';
import { TextField } from '../../shared/form/text-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { alertWords } from '../../shared/words/alerts';
import { type Expiry, EXPIRIES } from '../data/expiry';

const Note = AcknowledgeAlert.pick({ note: true });

/** What a person says who takes an alert on. */
export interface Acknowledgement {
  note: string;
  expiry: Expiry;
}

/** Asks for a note, and until when it counts. */
@Component({
  selector: 'app-acknowledge-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [FormDialog, FormField, MatFormFieldModule, MatSelectModule, TextField],
  template: `
    <app-form-dialog
      [title]="words.acknowledgeTitle(data.targetName)"
      [verb]="words.acknowledge"
      [form]="form"
      (send)="send()"
    >
      <p>{{ words.acknowledgeText }}</p>
      <app-text-field [field]="form.note" [label]="words.note" [hint]="words.noteHint" />
      <mat-form-field>
        <mat-label>{{ words.until }}</mat-label>
        <mat-select [formField]="form.expiry">
          @for (expiry of expiries; track expiry) {
            <mat-option [value]="expiry">{{ words.expiries[expiry] }}</mat-option>
          }
        </mat-select>
        <mat-hint>{{ words.untilHint }}</mat-hint>
      </mat-form-field>
    </app-form-dialog>
  `,
})
export class AcknowledgeDialog {
  readonly data = inject<{
    targetName: string;
    send: (acknowledgement: Acknowledgement) => Promise<Alert>;
  }>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Alert>>(MatDialogRef);

  protected readonly words = alertWords;
  protected readonly expiries = EXPIRIES;
  readonly #judged = judgedForm(signal<Acknowledgement>({ note: '', expiry: 'end' }), {
    judge: ({ note }) => schemaIssues(Note.safeParse({ note })),
  });
  protected readonly form = this.#judged.fields;

  protected async send(): Promise<void> {
    await this.#judged.send(async ({ note, expiry }) => {
      this.ref.close(await this.data.send({ note: note.trim(), expiry }));
    });
  }
}
