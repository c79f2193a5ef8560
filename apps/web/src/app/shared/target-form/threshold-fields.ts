import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { heedsSetting, type TargetKind, type Thresholds } from '@app/domain';
import { FigureField } from '../form/figure-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';

/** When a condition becomes an alert. */
@Component({
  selector: 'app-threshold-fields',
  imports: [FigureField, FormField, MatSlideToggle],
  template: `
    @let thresholds = form().thresholds;
    @if (heeds('failuresToDown')) {
      <app-figure-field [field]="thresholds.failuresToDown" [label]="words.failuresToDown" />
    }
    @if (heeds('successesToUp')) {
      <app-figure-field [field]="thresholds.successesToUp" [label]="words.successesToUp" />
    }
    @if (heeds('slowMs')) {
      <app-figure-field
        [field]="thresholds.slowMs"
        [label]="words.slowMs"
        [unit]="words.ms"
        [hint]="words.slowHint"
      />
    }
    @if (heeds('alertWhenSlow')) {
      <mat-slide-toggle [formField]="thresholds.alertWhenSlow">{{
        words.alertWhenSlow
      }}</mat-slide-toggle>
    }
    @if (heeds('certificateDays')) {
      <app-figure-field [field]="thresholds.certificateDays" [label]="words.certificateDays" />
    }
    <app-figure-field [field]="thresholds.domainDays" [label]="words.domainDays" />
  `,
  styleUrl: './fields.scss',
})
export class ThresholdFields {
  readonly form = input.required<TargetForm>();
  /** Which of them there are depends on it. */
  readonly kind = input<TargetKind>('http');

  protected readonly words = formWords;

  protected heeds(threshold: keyof Thresholds): boolean {
    return heedsSetting(this.kind(), `thresholds.${threshold}`);
  }
}
