import { afterNextRender, Component, ElementRef, inject, input, output } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { fieldError } from './field-error';
import { FORM_FIELD_LOOK } from './form-field-look';

/** A line of text, or with `rows` several, of a form. */
@Component({
  selector: 'app-text-field',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatInput],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      @if (rows(); as rows) {
        <textarea matInput spellcheck="false" [rows]="rows" [formField]="field()"></textarea>
      } @else {
        <input
          #line
          matInput
          [type]="type()"
          autocomplete="off"
          spellcheck="false"
          [formField]="field()"
          (input)="typed.emit(line.value)"
          (blur)="leave.emit()"
        />
      }
      @if (hint()) {
        <mat-hint>{{ hint() }}</mat-hint>
      }
      <mat-error>{{ fieldError(field()) }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
    // Chromium makes fields of dates too low for what hangs below the line.
    input:is([type^='date'], [type='time']) {
      height: 20px;
    }
  `,
})
export class TextField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly type = input<'text' | 'url' | 'password' | 'date' | 'datetime-local' | 'time'>('text');
  readonly rows = input<number>();
  /** Takes the focus when the page opens. */
  readonly autofocus = input(false);
  /** The text as it is typed. */
  readonly typed = output<string>();
  readonly leave = output();

  protected readonly fieldError = fieldError;

  constructor() {
    const host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      if (this.autofocus()) host.querySelector<HTMLElement>('input, textarea')?.focus();
    });
  }
}
