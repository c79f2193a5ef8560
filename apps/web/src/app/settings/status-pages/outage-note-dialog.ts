import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { type NotableOutage, NoteOutage, type StatusPage } from '@app/domain/status-pages';
import { Clock } from '../../shared/data/clock';
import { fieldError } from '../../shared/form/field-error';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';
import { judgedForm } from '../../shared/form/judged-form';
import { schemaIssues } from '../../shared/form/schema-issues';
import { TextField } from '../../shared/form/text-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { formatMoment } from '../../shared/util/instant';
import { statusPageWords } from '../../shared/words/status-pages';

export interface OutageNoteDialogData {
  page: StatusPage;
  /** At least one. */
  outages: readonly NotableOutage[];
  send: (note: NoteOutage) => Promise<StatusPage>;
}

/** Writes about an outage on a status page, or takes back what was written. */
@Component({
  selector: 'app-outage-note-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [FormDialog, FormField, MatFormFieldModule, MatSelectModule, TextField],
  template: `
    <app-form-dialog [title]="title" [verb]="words.save" [form]="form" (send)="save()">
      <mat-form-field>
        <mat-label>{{ words.outage }}</mat-label>
        <mat-select [formField]="form.alertId" (selectionChange)="show($event.value)">
          @for (outage of data.outages; track outage.alertId) {
            <mat-option [value]="outage.alertId">{{ nameOf(outage) }}</mat-option>
          }
        </mat-select>
        <mat-error>{{ fieldError(form.alertId) }}</mat-error>
      </mat-form-field>
      <app-text-field [field]="form.text" [label]="words.text" [hint]="words.textHint" [rows]="5" />
    </app-form-dialog>
  `,
})
export class OutageNoteDialog {
  readonly data = inject<OutageNoteDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, StatusPage>>(MatDialogRef);

  readonly #now = inject(Clock).now();
  protected readonly words = statusPageWords;
  protected readonly fieldError = fieldError;
  protected readonly title = statusPageWords.noteTitle(this.data.page.title);
  readonly #draft = signal({
    alertId: this.data.outages[0]?.alertId ?? '',
    text: this.data.outages[0]?.text ?? '',
  });
  readonly #judged = judgedForm(this.#draft, {
    judge: (draft) => schemaIssues(this.#parse(draft)),
  });
  protected readonly form = this.#judged.fields;

  /** What was typed of other outages since the dialog is open. */
  readonly #typed = new Map<string, string>();
  #shown = this.#draft().alertId;

  /** What was typed or written of an outage before. */
  protected show(alertId: string): void {
    this.#typed.set(this.#shown, this.#draft().text);
    this.#shown = alertId;
    const outage = this.data.outages.find((one) => one.alertId === alertId);
    this.#draft.set({ alertId, text: this.#typed.get(alertId) ?? outage?.text ?? '' });
  }

  protected nameOf({ targetName, since, endedAt }: NotableOutage): string {
    const moment = formatMoment(since, this.#now);
    return endedAt
      ? statusPageWords.wasDown(targetName, moment)
      : statusPageWords.isDown(targetName, moment);
  }

  protected async save(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(NoteOutage.parse(this.#note(draft))));
    });
  }

  #note(draft: { alertId: string; text: string }) {
    return { ...draft, id: this.data.page.id };
  }

  #parse(draft: { alertId: string; text: string }) {
    return NoteOutage.safeParse(this.#note(draft));
  }
}
