import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { ALERT_KIND_WORDS, AlertKind, type Channel } from '@app/domain';
import { TextField } from '../form/text-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

/** Who is told, and of what. */
@Component({
  selector: 'app-alerting-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatSelectModule, MatSlideToggle, TextField],
  template: `
    @let alerting = form().alerting;
    <mat-slide-toggle [formField]="alerting.isEveryChannel">{{
      words.everyChannel
    }}</mat-slide-toggle>
    @if (!alerting.isEveryChannel().value()) {
      <mat-form-field>
        <mat-label>{{ words.channels }}</mat-label>
        <mat-select multiple [formField]="alerting.channelIds">
          @for (channel of channels(); track channel.id) {
            <mat-option [value]="channel.id">{{ channel.name }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
    }
    <mat-slide-toggle [formField]="alerting.isEveryKind">{{ words.everyKind }}</mat-slide-toggle>
    @if (!alerting.isEveryKind().value()) {
      <mat-form-field>
        <mat-label>{{ words.kinds }}</mat-label>
        <mat-select multiple [formField]="alerting.kinds">
          @for (kind of kinds; track kind) {
            <mat-option [value]="kind">{{ kindWords[kind].choice }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
    }
    <app-text-field
      type="datetime-local"
      [field]="alerting.mutedUntil"
      [label]="words.mutedUntil"
      [hint]="words.mutedHint"
    />
  `,
  styleUrl: './fields.scss',
})
export class AlertingFields {
  readonly form = input.required<TargetForm>();
  readonly channels = input.required<readonly Channel[]>();

  protected readonly words = formWords;
  protected readonly kinds = AlertKind.options;
  protected readonly kindWords = ALERT_KIND_WORDS;
}
