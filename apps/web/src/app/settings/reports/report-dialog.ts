import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import type { Report } from '@app/domain/reports';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';
import { judgedForm } from '../../shared/form/judged-form';
import { LogoField } from '../../shared/form/logo-field';
import { TextField } from '../../shared/form/text-field';
import { TagsField } from '../../shared/pickers/tags-field';
import { TargetsField } from '../../shared/pickers/targets-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { reportWords } from '../../shared/words/reports';
import { type ReportDraft, reportFormPath, reportIssues } from './report-draft';

export interface ReportDialogData {
  title: string;
  draft: ReportDraft;
  send: (draft: ReportDraft) => Promise<Report>;
}

/** Makes a report, or changes one. */
@Component({
  selector: 'app-report-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [
    FormDialog,
    FormField,
    LogoField,
    MatFormFieldModule,
    MatSelectModule,
    TagsField,
    TargetsField,
    TextField,
  ],
  template: `
    <app-form-dialog [title]="data.title" [verb]="words.save" [form]="form" (send)="save()">
      <app-text-field [field]="form.name" [label]="words.name" />
      <app-tags-field [field]="form.tags" [label]="words.tag" [hint]="words.tagHint" />
      <app-targets-field [field]="form.targetIds" [label]="words.targets" [most]="200" />
      <mat-form-field>
        <mat-label>{{ words.every }}</mat-label>
        <mat-select [formField]="form.every">
          @for (period of periods; track period) {
            <mat-option [value]="period">{{ words.periods[period] }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <app-text-field [field]="form.slaTarget" [label]="words.slaTarget" [hint]="words.slaHint" />
      <app-text-field [field]="form.to" [label]="words.to" [hint]="words.toHint" />
      <app-logo-field [field]="form.logo" />
      <app-text-field
        [field]="form.footer"
        [label]="words.footer"
        [hint]="words.footerHint"
        [rows]="2"
      />
    </app-form-dialog>
  `,
})
export class ReportDialog {
  readonly data = inject<ReportDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Report>>(MatDialogRef);

  protected readonly words = reportWords;
  protected readonly periods = ['month', 'week'] as const;
  readonly #draft = signal(this.data.draft);
  readonly #judged = judgedForm(this.#draft, { judge: reportIssues, toFormPath: reportFormPath });
  protected readonly form = this.#judged.fields;

  protected async save(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(draft));
    });
  }
}
