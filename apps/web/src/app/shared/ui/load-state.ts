import { booleanAttribute, Component, input } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LiveResource } from '../data/live-resource';
import type { Refusal } from '../data/refusal';
import { sharedWords } from '../words/shared';
import { shellWords } from '../words/shell';
import { Banner } from './banner';
import { Skeleton } from './skeleton';

/** What stands beside a reading: its shape in grey until it is there, and why it failed, also below an old answer. */
@Component({
  selector: 'app-load-state',
  imports: [MatAnchor, Banner, RouterLink, Skeleton],
  template: `
    @if (of().refusal(); as refusal) {
      <app-banner
        role="alert"
        icon="alert"
        [title]="words.couldNotLoad"
        [text]="refusal.message"
        [canRetry]="!isGone(refusal)"
        (retry)="of().reload()"
      >
        @if (isGone(refusal)) {
          <a matButton="outlined" routerLink="/">{{ toOverview }}</a>
        }
      </app-banner>
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
  protected readonly toOverview = shellWords.toOverview;
  /** What is not there, or has no such address, is not there the next time either. */
  protected readonly isGone = ({ code }: Refusal): boolean =>
    code === 'NOT_FOUND' || code === 'BAD_REQUEST';
}
