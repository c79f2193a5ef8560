import { Component, input, output } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { fieldError } from '../form/field-error';
import { sharedWords } from '../words/shared';

/** What stands around the fields of every dialog that sends a form; it stays open when the server refuses. */
@Component({
  selector: 'app-form-dialog',
  imports: [MatButton, MatDialogModule],
  template: `
    <form novalidate (submit)="submit($event)">
      <h2 mat-dialog-title class="wrap-anywhere">{{ title() }}</h2>
      <mat-dialog-content>
        <ng-content />
        @if (fieldError(form()); as error) {
          <p class="error" role="alert">{{ error }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ words.cancel }}</button>
        <button matButton="filled" type="submit" [disabled]="form()().submitting()">
          {{ verb() }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-dialog-content {
      display: grid;
      gap: 16px;
      // The label of a first field lies over its upper edge.
      padding-top: 8px !important;
    }
  `,
})
export class FormDialog {
  readonly title = input.required<string>();
  /** The word on the button that sends. */
  readonly verb = input.required<string>();
  readonly form = input.required<FieldTree<unknown>>();
  readonly send = output();

  protected readonly words = sharedWords;
  protected readonly fieldError = fieldError;

  protected submit(event: Event): void {
    event.preventDefault();
    this.send.emit();
  }
}
