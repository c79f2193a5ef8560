import { afterNextRender, Component, inject, input, output } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { fieldError } from '../form/field-error';
import { sharedWords } from '../words/shared';
import { guardDialog } from './guard-dialog';
import { UnsavedNote } from './unsaved-note';

/**
 * What stands around the fields of every dialog that sends a form; it stays open when the server refuses, and asks before it
 * is closed by accident.
 */
@Component({
  selector: 'app-form-dialog',
  imports: [MatButton, MatDialogModule, UnsavedNote],
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
        @if (guard.isAsking()) {
          <app-unsaved-note (keep)="guard.keep()" />
        } @else {
          <button matButton type="button" mat-dialog-close>{{ words.cancel }}</button>
          <button matButton="filled" type="submit" [disabled]="form()().submitting()">
            {{ verb() }}
          </button>
        }
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
  /** What the form began with. */
  #blank: string | null = null;
  protected readonly guard = guardDialog(inject<MatDialogRef<unknown>>(MatDialogRef), {
    hasEdits: () => this.#blank !== null && this.#blank !== this.#value(),
    isSending: () => this.form()().submitting(),
  });

  constructor() {
    afterNextRender(() => {
      this.#blank = this.#value();
    });
  }

  #value(): string {
    return JSON.stringify(this.form()().value());
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.send.emit();
  }
}
