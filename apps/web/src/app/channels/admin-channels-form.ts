import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { Channel, Settings } from '@app/domain';
import { Api } from '../shared/data/api';
import { fieldError } from '../shared/form/field-error';
import { judgedForm } from '../shared/form/judged-form';
import { channelWords } from '../shared/words/channels';
import { formWords } from '../shared/words/form';
import { type AdminDraft, adminChannelIds, adminDraftOf } from './data/admin-draft';
import { FORM_FIELD_LOOK } from '../shared/form/form-field-look';

/** Who is told of trouble of the monitor itself. */
@Component({
  selector: 'app-admin-channels-form',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatButton, MatFormFieldModule, MatSelectModule, MatSlideToggle],
  template: `
    <form novalidate (submit)="save($event)">
      <mat-slide-toggle [formField]="form.isEveryChannel">{{ all.everyChannel }}</mat-slide-toggle>
      @if (!form.isEveryChannel().value()) {
        <mat-form-field>
          <mat-label>{{ all.channels }}</mat-label>
          <mat-select multiple [formField]="form.channelIds">
            @for (channel of channels(); track channel.id) {
              <mat-option [value]="channel.id">{{ channel.name }}</mat-option>
            }
          </mat-select>
        </mat-form-field>
        @if (form.channelIds().value().length === 0) {
          <span class="soft">{{ words.adminNobody }}</span>
        }
      }
      @if (fieldError(form); as error) {
        <p class="error" role="alert">{{ error }}</p>
      }
      <button matButton="outlined" type="submit" [disabled]="form().submitting()">
        {{ words.save }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 12px 24px;
    }
    mat-form-field {
      flex: 0 1 320px;
    }
    .error {
      flex-basis: 100%;
    }
  `,
})
export class AdminChannelsForm {
  readonly settings = input.required<Settings>();
  readonly channels = input.required<readonly Channel[]>();
  readonly saved = output<Settings>();

  readonly #api = inject(Api);
  readonly #snackBar = inject(MatSnackBar);
  readonly #draft = linkedSignal<AdminDraft>(() => adminDraftOf(this.settings()));
  readonly #judged = judgedForm(this.#draft, { judge: () => [], toFormPath: () => '' });
  protected readonly form = this.#judged.fields;
  protected readonly words = channelWords;
  protected readonly all = formWords;
  protected readonly fieldError = fieldError;

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const isSaved = await this.#judged.send(async (draft) => {
      const change = { adminChannelIds: adminChannelIds(draft, this.channels()) };
      this.saved.emit(await this.#api.client.settings.update.mutate(change));
    });
    if (isSaved) this.#snackBar.open(channelWords.adminSaved);
  }
}
