import { Component, computed, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { heedsSetting, type TargetKind } from '@app/domain';
import { fieldError } from '../form/field-error';
import { TagsField } from '../pickers/tags-field';
import { formatInterval } from '../util/figures';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

/** Intervals that are offered, in seconds. */
const INTERVALS = [20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 21_600, 43_200, 86_400];

/** Tags and interval; not every kind of target has an interval of its own. */
@Component({
  selector: 'app-basic-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatSelectModule, TagsField],
  template: `
    <app-tags-field [field]="form().tags" [label]="words.tags" />
    @if (hasInterval()) {
      <mat-form-field>
        <mat-label>{{ words.interval }}</mat-label>
        <mat-select [formField]="form().intervalSeconds">
          @for (entry of intervals(); track entry.seconds) {
            <mat-option [value]="entry.seconds">{{ entry.word }}</mat-option>
          }
        </mat-select>
        <mat-error>{{ fieldError(form().intervalSeconds) }}</mat-error>
      </mat-form-field>
    }
  `,
  styleUrl: './fields.scss',
})
export class BasicFields {
  readonly form = input.required<TargetForm>();
  readonly kind = input<TargetKind>('http');

  protected readonly hasInterval = computed(() => heedsSetting(this.kind(), 'intervalSeconds'));

  protected readonly words = formWords;
  protected readonly fieldError = fieldError;
  /** The offered intervals, and the present one where it was set by other means. */
  protected readonly intervals = computed(() => {
    const all = new Set([...INTERVALS, this.form().intervalSeconds().value()]);
    return [...all]
      .sort((a, b) => a - b)
      .map((seconds) => ({ seconds, word: formatInterval(seconds) }));
  });
}
