import { Component, inject, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { type Channel, channelFields, type ChannelKind, channelKinds } from '@app/domain';
import { fieldError } from '../../shared/form/field-error';
import { judgedForm } from '../../shared/form/judged-form';
import { TextField } from '../../shared/form/text-field';
import { FormDialog } from '../../shared/ui/form-dialog';
import { channelWords } from '../../shared/words/channels';
import { type ChannelDraft, draftIssues } from '../data/channel-draft';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';

export interface ChannelDialogData {
  kind: ChannelKind;
  title: string;
  draft: ChannelDraft;
  /** Channels that can step in when this one cannot deliver. */
  others: readonly Channel[];
  send: (draft: ChannelDraft) => Promise<Channel>;
}

/** Edits a channel of one kind. */
@Component({
  selector: 'app-channel-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [FormDialog, FormField, MatFormFieldModule, MatSelectModule, MatSlideToggle, TextField],
  templateUrl: './channel-dialog.html',
})
export class ChannelDialog {
  readonly data = inject<ChannelDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Channel>>(MatDialogRef);

  protected readonly words = channelWords;
  protected readonly fieldError = fieldError;
  readonly #judged = judgedForm(signal(this.data.draft), {
    judge: (draft) => draftIssues(this.data.kind, draft),
  });
  protected readonly form = this.#judged.fields;
  protected readonly hint = channelKinds[this.data.kind].words.hint;
  protected readonly fields = channelFields(this.data.kind).flatMap(([name, field]) => {
    const tree: FieldTree<string> | undefined = this.form.config[name];
    const choices = field.input === 'choice' ? Object.entries(field.choices) : null;
    return tree ? [{ ...field, name, tree, choices }] : [];
  });

  protected async save(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(draft));
    });
  }
}
