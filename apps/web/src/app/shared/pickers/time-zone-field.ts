import { Component, computed, input } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { MatAutocompleteModule } from '@angular/material/autocomplete';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { fieldError } from '../form/field-error';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

/** Suggestions that are shown at once. */
const MOST = 40;

const ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

/** Letters of a name as people type them: `new york` finds America/New_York. */
const folded = (name: string): string => name.toLowerCase().replaceAll(/[ _]/g, '');

/** A time zone by its name; those whose name holds what is typed are offered. */
@Component({
  selector: 'app-time-zone-field',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatAutocompleteModule, MatFormFieldModule, MatInput],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        autocomplete="off"
        spellcheck="false"
        [matAutocomplete]="auto"
        [formField]="field()"
      />
      <mat-autocomplete #auto="matAutocomplete">
        @for (zone of offered(); track zone) {
          <mat-option [value]="zone">{{ zone }}</mat-option>
        }
      </mat-autocomplete>
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
export class TimeZoneField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  readonly hint = input<string>();

  protected readonly fieldError = fieldError;
  protected readonly offered = computed(() => {
    const typed = this.field()().value();
    // A whole name was chosen: whoever opens the list wants to see the others.
    const part = ZONES.includes(typed) ? '' : folded(typed);
    return ZONES.filter((zone) => folded(zone).includes(part)).slice(0, MOST);
  });
}
