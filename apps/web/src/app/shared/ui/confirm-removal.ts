import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { sharedWords } from '../words/shared';

export interface Removal {
  /** Names the thing: `Remove Shop?`. */
  title: string;
  text: string;
  /** The word on the button that does it. */
  verb: string;
}

/** Asks before something is removed for good; closes with `true` when it may. */
@Component({
  selector: 'app-confirm-removal',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title class="wrap-anywhere">{{ removal.title }}</h2>
    <mat-dialog-content>
      <p>{{ removal.text }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close cdkFocusInitial>{{ words.cancel }}</button>
      <button matButton="filled" type="button" class="danger" [mat-dialog-close]="true">
        {{ removal.verb }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .danger {
      --mat-button-filled-container-color: var(--mat-sys-error);
      --mat-button-filled-label-text-color: var(--mat-sys-on-error);
    }
  `,
})
export class ConfirmRemoval {
  protected readonly removal = inject<Removal>(MAT_DIALOG_DATA);
  protected readonly words = sharedWords;
}
