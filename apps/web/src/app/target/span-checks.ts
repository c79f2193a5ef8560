import { Component, computed, input } from '@angular/core';
import { ListEnd } from '../shared/ui/list-end';
import { LoadState } from '../shared/ui/load-state';
import { storyWords } from '../shared/words/target-story';
import type { Between } from './data/span';
import { checksOfSpan } from './data/target-stats';
import { CheckList } from './ui/check-list';

/** The checks of a stretch of time, read on to its end. */
@Component({
  selector: 'app-span-checks',
  imports: [CheckList, ListEnd, LoadState],
  template: `
    @if (checks.value(); as list) {
      @if (list.length > 0) {
        <app-check-list [checks]="list" />
        <app-list-end [of]="checks" />
      } @else {
        <p class="soft">{{ words.noCheckInSpan }}</p>
      }
    } @else {
      <app-load-state [of]="checks" [rows]="5" [height]="24" />
    }
  `,
})
export class SpanChecks {
  readonly targetId = input.required<string>();
  readonly between = input.required<Between>();

  protected readonly words = storyWords;
  protected readonly checks = checksOfSpan(
    computed(() => this.targetId()),
    computed(() => this.between()),
  );
}
