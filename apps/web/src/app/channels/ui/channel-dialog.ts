import { Component, inject, linkedSignal, signal } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import {
  type Channel,
  channelFields,
  type ChannelKind,
  channelKinds,
  type ChannelTest,
  MessageField,
} from '@app/domain';
import { usualPerSecond } from '@app/domain/lanes';
import { fieldError } from '../../shared/form/field-error';
import { judgedForm } from '../../shared/form/judged-form';
import { TimeZoneField } from '../../shared/pickers/time-zone-field';
import { TextField } from '../../shared/form/text-field';
import { Icon } from '../../shared/ui/icon';
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
  /** False for a kind that the operator has to set something up for. */
  isSetUp: boolean;
  send: (draft: ChannelDraft) => Promise<Channel>;
  /** Sends a test message with what is typed, before it is saved. */
  test: (draft: ChannelDraft) => Promise<ChannelTest>;
}

/** Edits a channel of one kind. */
@Component({
  selector: 'app-channel-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [
    FormDialog,
    FormField,
    Icon,
    MatButton,
    MatFormFieldModule,
    MatSelectModule,
    MatSlideToggle,
    TextField,
    TimeZoneField,
  ],
  templateUrl: './channel-dialog.html',
  styleUrl: './channel-dialog.scss',
})
export class ChannelDialog {
  readonly data = inject<ChannelDialogData>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, Channel>>(MatDialogRef);

  protected readonly words = channelWords;
  protected readonly fieldError = fieldError;
  readonly #draft = signal(this.data.draft);
  readonly #judged = judgedForm(this.#draft, {
    judge: (draft) => draftIssues(this.data.kind, draft),
  });
  protected readonly form = this.#judged.fields;
  protected readonly hint = channelKinds[this.data.kind].words.hint;
  protected readonly fields = channelFields(this.data.kind).flatMap(([name, field]) => {
    const tree: FieldTree<string> | undefined = this.form.config[name];
    const choices = field.input === 'choice' ? Object.entries(field.choices) : null;
    return tree ? [{ ...field, name, tree, choices }] : [];
  });

  protected readonly usualPerSecond = usualPerSecond(this.data.kind);
  protected readonly messageFields = MessageField.options;
  /** What a test with the present settings met; says nothing of other settings. */
  protected readonly answer = linkedSignal<unknown, 'sending' | ChannelTest | null>({
    source: () => JSON.stringify(this.#draft().config),
    computation: () => null,
  });

  protected async sendTest(): Promise<void> {
    const isAsked = await this.#judged.send(async (draft) => {
      this.answer.set('sending');
      try {
        this.answer.set(await this.data.test(draft));
      } catch (error) {
        this.answer.set(null);
        throw error;
      }
    });
    if (!isAsked) this.answer.set(null);
  }

  protected async save(): Promise<void> {
    await this.#judged.send(async (draft) => {
      this.ref.close(await this.data.send(draft));
    });
  }
}
