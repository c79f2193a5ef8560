import { booleanAttribute, Component, input } from '@angular/core';
import type { LiveResource } from '../data/live-resource';
import { sharedWords } from '../words/shared';
import { Notice } from './notice';
import { Skeleton } from './skeleton';

/** What stands beside a reading: its shape in grey until it is there, and why it failed, also below an old answer. */
@Component({
  selector: 'app-load-state',
  imports: [Notice, Skeleton],
  template: `
    @if (of().refusal(); as refusal) {
      <app-notice
        role="alert"
        icon="alert"
        [title]="words.couldNotLoad"
        [text]="refusal.message"
        [canRetry]="true"
        (retry)="of().reload()"
      />
    } @else if (of().value() === null) {
      <app-skeleton [class.panel]="isPanel()" [rows]="rows()" [height]="height()" />
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class LoadState {
  readonly of = input.required<Pick<LiveResource<unknown>, 'value' | 'refusal' | 'reload'>>();
  /** Rows of the skeleton, and their height in pixels. */
  readonly rows = input(0);
  readonly height = input(0);
  readonly isPanel = input(false, { transform: booleanAttribute });

  protected readonly words = sharedWords;
}
