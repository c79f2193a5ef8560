import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import type { Mute } from '@app/domain/alerting';
import { Clock } from '../data/clock';
import { FORM_FIELD_LOOK } from '../form/form-field-look';
import { judgedForm } from '../form/judged-form';
import { TextField } from '../form/text-field';
import { TagsField } from '../pickers/tags-field';
import { TargetsField } from '../pickers/targets-field';
import { FormDialog } from '../ui/form-dialog';
import { formatMoment } from '../util/instant';
import { ownTimeZone } from '../util/local-time';
import { silenceWords } from '../words/silence';
import { endOfMute, muteDraft, type MuteDraft, muteIssues, type MuteOf } from './mute-draft';

export interface MuteDialogData {
  about: MuteOf;
  send: (draft: MuteDraft) => Promise<Mute[]>;
}

/** Asks what is to be muted, and for how long. */
@Component({
  selector: 'app-mute-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [
    FormDialog,
    FormField,
    MatFormFieldModule,
    MatSelectModule,
    TagsField,
    TargetsField,
    TextField,
  ],
  template: `
    <app-form-dialog [title]="title" [verb]="words.mute" [form]="form" (send)="send()">
      <mat-form-field>
        <mat-label>{{ words.what }}</mat-label>
        <mat-select [formField]="form.scope">
          @for (scope of scopes; track scope) {
            <mat-option [value]="scope">{{ words.scopes[scope] }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      @switch (form.scope().value()) {
        @case ('target') {
          <app-targets-field [field]="form.targetIds" [label]="words.target" [most]="1" />
        }
        @case ('tag') {
          <app-tags-field [field]="form.tags" [label]="words.tags" />
        }
      }
      <mat-form-field>
        <mat-label>{{ words.length }}</mat-label>
        <mat-select [formField]="form.length">
          @for (length of lengths; track length) {
            <mat-option [value]="length">{{ words.lengths[length] }}</mat-option>
          }
        </mat-select>
        @if (form.length().value() !== 'date') {
          <mat-hint>{{ ends() }}</mat-hint>
        }
      </mat-form-field>
      @if (form.length().value() === 'date') {
        <app-text-field
          type="datetime-local"
          [field]="form.until"
          [label]="words.until"
          [hint]="localHint"
        />
      }
      <app-text-field [field]="form.note" [label]="words.note" [hint]="words.noteHint" />
    </app-form-dialog>
  `,
})
export class MuteDialog {
  readonly data = inject<MuteDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Mute[]>>(MatDialogRef);

  readonly #clock = inject(Clock);
  protected readonly words = silenceWords;
  protected readonly scopes = ['target', 'tag', 'everything'] as const;
  protected readonly lengths = ['hour', 'tomorrow', 'date'] as const;
  protected readonly localHint = silenceWords.localHint(ownTimeZone());
  protected readonly title = this.data.about.target
    ? silenceWords.muteTitleOf(this.data.about.target.name)
    : silenceWords.muteTitle;
  readonly #draft = signal(muteDraft(this.data.about, this.#clock.now()));
  readonly #judged = judgedForm(this.#draft, {
    judge: (draft) => muteIssues(draft, this.#clock.coarse()),
  });
  protected readonly form = this.#judged.fields;
  protected readonly ends = computed(() => {
    const now = this.#clock.coarse();
    const end = endOfMute(this.#draft(), now);
    return end ? silenceWords.ends(formatMoment(end, now)) : '';
  });

  protected async send(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(draft));
    });
  }
}
