import { Component, input } from '@angular/core';
import { TextField } from '../form/text-field';
import { formWords } from '../words/form';
import type { TargetForm } from './target-form';

/** What to do when there is an alert. */
@Component({
  selector: 'app-runbook-fields',
  imports: [TextField],
  template: `
    @let runbook = form().runbook;
    <app-text-field
      [rows]="3"
      [field]="runbook.note"
      [label]="words.runbookNote"
      [hint]="words.runbookHint"
    />
    <app-text-field type="url" [field]="runbook.url" [label]="words.runbookUrl" />
  `,
  styleUrl: './fields.scss',
})
export class RunbookFields {
  readonly form = input.required<TargetForm>();

  protected readonly words = formWords;
}
