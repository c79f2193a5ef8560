import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { TextField } from '../form/text-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

/** What a good answer looks like. */
@Component({
  selector: 'app-expect-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatSelectModule, TextField],
  template: `
    @let expect = form().expect;
    <app-text-field [field]="expect.status" [label]="words.status" />
    <mat-form-field>
      <mat-label>{{ words.retryLater }}</mat-label>
      <mat-select [formField]="expect.retryLater">
        @for (choice of choices; track choice) {
          <mat-option [value]="choice">{{ words.retryLaterChoices[choice] }}</mat-option>
        }
      </mat-select>
      <mat-hint>{{ words.retryLaterHint }}</mat-hint>
    </mat-form-field>
    <app-text-field
      [field]="expect.contains"
      [label]="words.contains"
      [hint]="words.containsHint"
    />
    <app-text-field [field]="expect.notContains" [label]="words.notContains" />
  `,
  styleUrl: './fields.scss',
})
export class ExpectFields {
  readonly form = input.required<TargetForm>();

  protected readonly words = formWords;
  protected readonly choices = ['slow', 'failed'] as const;
}
