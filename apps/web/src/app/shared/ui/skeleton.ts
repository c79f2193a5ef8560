import { Component, computed, input } from '@angular/core';
import { sharedWords } from '../words/shared';

/** Grey rows in the shape of the content that is on its way. */
@Component({
  selector: 'app-skeleton',
  template: `
    <span class="unseen">{{ words.loading }}</span>
    @for (row of list(); track row) {
      <div class="bar" [style.height.px]="height()"></div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .bar {
      margin: 8px;
      border-radius: 4px;
      background: var(--line);
      opacity: 0.6;
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.3;
      }
    }
  `,
  host: { role: 'status' },
})
export class Skeleton {
  readonly rows = input(5);
  readonly height = input(40);

  protected readonly words = sharedWords;
  protected readonly list = computed(() => Array.from({ length: this.rows() }, (_, i) => i));
}
