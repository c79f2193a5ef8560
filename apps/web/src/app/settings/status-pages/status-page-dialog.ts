import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { StatusPage } from '@app/domain/status-pages';
import { judgedForm } from '../../shared/form/judged-form';
import { LogoField } from '../../shared/form/logo-field';
import { TextField } from '../../shared/form/text-field';
import { TagsField } from '../../shared/pickers/tags-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { statusPageWords } from '../../shared/words/status-pages';
import { formPath, type StatusPageDraft, statusPageIssues } from './status-page-draft';

export interface StatusPageDialogData {
  title: string;
  draft: StatusPageDraft;
  send: (draft: StatusPageDraft) => Promise<StatusPage>;
}

/** Makes a status page, or changes one. */
@Component({
  selector: 'app-status-page-dialog',
  imports: [FormDialog, FormField, LogoField, MatSlideToggle, TagsField, TextField],
  template: `
    <app-form-dialog [title]="data.title" [verb]="words.save" [form]="form" (send)="save()">
      <app-text-field [field]="form.title" [label]="words.name" />
      <app-text-field
        [field]="form.slug"
        [label]="words.slug"
        [hint]="words.slugHint(form.slug().value())"
      />
      <app-tags-field [field]="form.tags" [label]="words.tag" [hint]="words.tagHint" />
      <app-text-field
        [field]="form.notice"
        [label]="words.notice"
        [hint]="words.noticeHint"
        [rows]="3"
      />
      <app-logo-field [field]="form.logo" />
      <mat-slide-toggle [formField]="form.enabled">{{ words.enabled }}</mat-slide-toggle>
    </app-form-dialog>
  `,
})
export class StatusPageDialog {
  readonly data = inject<StatusPageDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, StatusPage>>(MatDialogRef);

  protected readonly words = statusPageWords;
  readonly #draft = signal(this.data.draft);
  readonly #judged = judgedForm(this.#draft, {
    judge: statusPageIssues,
    toFormPath: formPath,
  });
  protected readonly form = this.#judged.fields;

  protected async save(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(draft));
    });
  }
}
