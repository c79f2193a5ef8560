import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { DnsRecord } from '@app/domain';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

/** Which records of the DNS are watched, and whether people are told of changes. */
@Component({
  selector: 'app-dns-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [FormField, MatFormFieldModule, MatSelectModule, MatSlideToggle],
  template: `
    @let watch = form().dnsWatch;
    <mat-form-field>
      <mat-label>{{ words.dnsRecords }}</mat-label>
      <mat-select multiple [formField]="watch.records">
        @for (record of records; track record) {
          <mat-option [value]="record">{{ record }}</mat-option>
        }
      </mat-select>
      <mat-hint>{{ words.dnsRecordsHint }}</mat-hint>
    </mat-form-field>
    <mat-slide-toggle [formField]="watch.notify">{{ words.dnsNotify }}</mat-slide-toggle>
  `,
  styleUrl: './fields.scss',
})
export class DnsFields {
  readonly form = input.required<TargetForm>();

  protected readonly words = formWords;
  protected readonly records = DnsRecord.options;
}
