import { Component, input, output } from '@angular/core';
import type { Refusal } from '../data/refusal';
import { sharedWords } from '../words/shared';
import { Notice } from './notice';

/** Says what could not be loaded, why, and offers to try again. */
@Component({
  selector: 'app-failed-load',
  imports: [Notice],
  template: `<app-notice
    role="alert"
    icon="alert"
    [title]="words.couldNotLoad"
    [text]="refusal().message"
    [canRetry]="true"
    (retry)="retry.emit()"
  />`,
})
export class FailedLoad {
  readonly refusal = input.required<Refusal>();
  readonly retry = output();

  protected readonly words = sharedWords;
}
