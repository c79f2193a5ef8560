import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { FigureField } from '../form/figure-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';

/** When a condition becomes an alert. */
@Component({
  selector: 'app-threshold-fields',
  imports: [FigureField, FormField, MatSlideToggle],
  template: `
    @let thresholds = form().thresholds;
    @if (!isDomain()) {
      <app-figure-field [field]="thresholds.failuresToDown" [label]="words.failuresToDown" />
      <app-figure-field [field]="thresholds.successesToUp" [label]="words.successesToUp" />
      <app-figure-field
        [field]="thresholds.slowMs"
        [label]="words.slowMs"
        [unit]="words.ms"
        [hint]="words.slowHint"
      />
      <mat-slide-toggle [formField]="thresholds.alertWhenSlow">{{
        words.alertWhenSlow
      }}</mat-slide-toggle>
      <app-figure-field [field]="thresholds.certificateDays" [label]="words.certificateDays" />
    }
    <app-figure-field [field]="thresholds.domainDays" [label]="words.domainDays" />
  `,
  styleUrl: './fields.scss',
})
export class ThresholdFields {
  readonly form = input.required<TargetForm>();
  /** Only what concerns a domain. */
  readonly isDomain = input(false);

  protected readonly words = formWords;
}
