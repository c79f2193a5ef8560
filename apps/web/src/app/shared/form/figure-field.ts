import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { fieldError } from './field-error';
import { FORM_FIELD_LOOK } from './form-field-look';

/** A whole number of the form. */
@Component({
  selector: 'app-figure-field',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatInput],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input matInput type="number" inputmode="numeric" [formField]="field()" />
      @if (unit()) {
        <span matTextSuffix>{{ unit() }}</span>
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
  `,
})
export class FigureField {
  readonly field = input.required<FieldTree<number | null>>();
  readonly label = input.required<string>();
  readonly unit = input<string>();
  readonly hint = input<string>();

  protected readonly fieldError = fieldError;
}
