import { afterNextRender, Component, ElementRef, inject, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogClose } from '@angular/material/dialog';
import { formWords } from '../words/form';

/** In place of the buttons of a dialog that somebody was about to close with edits in it. */
@Component({
  selector: 'app-unsaved-note',
  imports: [MatButton, MatDialogClose],
  template: `
    <p role="alert">{{ words.notSaved }}</p>
    <button matButton type="button" mat-dialog-close>{{ words.discard }}</button>
    <button matButton="filled" type="button" data-keep (click)="keep.emit()">
      {{ words.keepEditing }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: center;
      justify-content: end;
      gap: 8px;
    }
    p {
      flex: 1 1 160px;
      font-weight: 600;
    }
  `,
})
export class UnsavedNote {
  readonly keep = output();

  protected readonly words = formWords;

  constructor() {
    const host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      host.querySelector<HTMLElement>('[data-keep]')?.focus();
    });
  }
}
