import { Component, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import type { Channel } from '@app/domain';
import { fieldError } from '../form/field-error';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

/** Some channels, chosen by name. */
@Component({
  selector: 'app-channels-field',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatSelectModule],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <mat-select multiple [formField]="field()">
        @for (channel of channels(); track channel.id) {
          <mat-option [value]="channel.id">{{ channel.name }}</mat-option>
        }
      </mat-select>
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
export class ChannelsField {
  readonly field = input.required<FieldTree<string[]>>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly channels = input.required<readonly Channel[]>();

  protected readonly fieldError = fieldError;
}
