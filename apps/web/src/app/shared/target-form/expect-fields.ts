import { Component, input } from '@angular/core';
import { TextField } from '../form/text-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';

/** What a good answer looks like. */
@Component({
  selector: 'app-expect-fields',
  imports: [TextField],
  template: `
    @let expect = form().expect;
    <app-text-field [field]="expect.status" [label]="words.status" />
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
}
