import { Component, input, output } from '@angular/core';
import { MatButtonToggleModule } from '@angular/material/button-toggle';

export interface Option<T> {
  value: T;
  word: string;
  /** What it is called in full, where the word is short; begins with it. */
  name?: string;
}

/** A few things of which one is chosen, side by side. */
@Component({
  selector: 'app-button-group',
  imports: [MatButtonToggleModule],
  template: `
    <mat-button-toggle-group
      hideSingleSelectionIndicator
      [aria-label]="label()"
      [value]="value()"
      (change)="valueChange.emit($event.value)"
    >
      @for (option of options(); track option.value) {
        <mat-button-toggle [value]="option.value" [aria-label]="option.name ?? ''">{{
          option.word
        }}</mat-button-toggle>
      }
    </mat-button-toggle-group>
  `,
  styles: `
    @use '@angular/material' as mat;

    :host {
      @include mat.button-toggle-density(-3);
    }
  `,
})
export class ButtonGroup<T> {
  readonly label = input.required<string>();
  readonly options = input.required<readonly Option<T>[]>();
  /** Null while none of them is chosen. */
  readonly value = input.required<T | null>();
  readonly valueChange = output<T>();
}
