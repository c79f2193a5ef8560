import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { FigureField } from '../form/figure-field';
import { TextField } from '../form/text-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';
import { FORM_FIELD_LOOK } from '../form/form-field-look';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** How the check asks. */
@Component({
  selector: 'app-request-fields',
  providers: [FORM_FIELD_LOOK],
  imports: [FigureField, FormField, MatFormFieldModule, MatSelectModule, MatSlideToggle, TextField],
  template: `
    @let request = form().request;
    <mat-form-field>
      <mat-label>{{ words.method }}</mat-label>
      <mat-select [formField]="request.method">
        @for (method of methods; track method) {
          <mat-option [value]="method">{{ method }}</mat-option>
        }
      </mat-select>
    </mat-form-field>
    <app-figure-field [field]="request.timeoutMs" [label]="words.timeout" [unit]="words.ms" />
    <app-figure-field [field]="request.retries" [label]="words.retries" />
    <app-figure-field [field]="request.maxRedirects" [label]="words.maxRedirects" />
    <mat-form-field>
      <mat-label>{{ words.ipFamily }}</mat-label>
      <mat-select [formField]="request.ipFamily">
        @for (family of families; track family) {
          <mat-option [value]="family">{{ words.ipFamilies[family] }}</mat-option>
        }
      </mat-select>
    </mat-form-field>
    <mat-slide-toggle [formField]="request.verifyTls">{{ words.verifyTls }}</mat-slide-toggle>
    <mat-slide-toggle [formField]="request.privateRedirects">{{
      words.privateRedirects
    }}</mat-slide-toggle>
    <app-text-field
      class="wide"
      [field]="request.headers"
      [label]="words.headers"
      [hint]="words.headersHint"
      [rows]="2"
    />
    <app-text-field class="wide" [field]="request.body" [label]="words.body" [rows]="2" />
  `,
  styleUrl: './fields.scss',
})
export class RequestFields {
  readonly form = input.required<TargetForm>();

  protected readonly words = formWords;
  protected readonly methods = METHODS;
  protected readonly families = ['auto', 'ipv4', 'ipv6'] as const;
}
