import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import type { Channel } from '@app/domain';
import { FORM_FIELD_LOOK } from '../../shared/form/form-field-look';
import { channelWords } from '../../shared/words/channels';
import { sharedWords } from '../../shared/words/shared';

/** What takes the place of a channel that may be removed; null for nothing. */
export interface ChannelRemoval {
  replaceWith: Channel | null;
}

/** Asks before a channel is removed, and what takes its place. */
@Component({
  selector: 'app-remove-channel-dialog',
  providers: [FORM_FIELD_LOOK],
  imports: [MatButton, MatDialogModule, MatFormFieldModule, MatSelectModule],
  template: `
    <h2 mat-dialog-title class="wrap-anywhere">{{ words.removeTitle(data.name) }}</h2>
    <mat-dialog-content>
      <p>{{ words.removeText }}</p>
      @if (data.others.length > 0) {
        <mat-form-field>
          <mat-label>{{ words.replaceWith }}</mat-label>
          <mat-select
            canSelectNullableOptions
            [value]="chosen()"
            (valueChange)="chosen.set($event)"
          >
            <mat-option [value]="null">{{ words.replaceNobody }}</mat-option>
            @for (other of data.others; track other.id) {
              <mat-option [value]="other">{{ other.name }}</mat-option>
            }
          </mat-select>
          <mat-hint>{{ words.replaceHint }}</mat-hint>
        </mat-form-field>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close cdkFocusInitial>{{ all.cancel }}</button>
      <button
        matButton="filled"
        type="button"
        class="danger"
        (click)="ref.close({ replaceWith: chosen() })"
      >
        {{ words.remove }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 16px;
    }
    .danger {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
export class RemoveChannelDialog {
  readonly data = inject<{ name: string; others: readonly Channel[] }>(MAT_DIALOG_DATA);
  readonly ref = inject<MatDialogRef<unknown, ChannelRemoval>>(MatDialogRef);

  protected readonly words = channelWords;
  protected readonly all = sharedWords;
  protected readonly chosen = signal<Channel | null>(null);
}
