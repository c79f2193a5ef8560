import { Component, computed, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import type { Phases } from '@app/domain';
import { formatLatency } from '../../shared/util/figures';
import { targetWords } from '../../shared/words/target';
import { phaseParts } from '../data/phase-parts';

/** Where the time of a check went: one bar, a part for each phase. */
@Component({
  selector: 'app-phases-bar',
  imports: [MatTooltip],
  template: `
    @if (parts().length > 0) {
      <span class="bar" role="img" tabindex="0" [attr.aria-label]="text()" [matTooltip]="text()">
        @for (part of parts(); track part.name) {
          <span [class]="part.name" [style.flex-grow]="part.percent"></span>
        }
      </span>
    }
  `,
  styles: `
    .bar {
      display: flex;
      gap: 1px;
      width: 100%;
      min-width: 80px;
      height: 10px;
      border-radius: 2px;
      overflow: hidden;
    }
    .bar > span {
      min-width: 2px;
      background: var(--chart-line);
    }
    .dnsMs {
      opacity: 0.35;
    }
    .connectMs {
      opacity: 0.5;
    }
    .tlsMs {
      opacity: 0.65;
    }
    .transferMs {
      opacity: 0.35;
    }
  `,
})
export class PhasesBar {
  readonly phases = input.required<Phases>();

  protected readonly parts = computed(() => phaseParts(this.phases()));
  protected readonly text = computed(() =>
    this.parts()
      .map(({ name, ms }) => `${targetWords.phases[name]} ${formatLatency(ms)}`)
      .join(', '),
  );
}
