import { Component, inject, output } from '@angular/core';
import type { Channel, ImportReport } from '@app/domain';
import { firstWords } from '../../shared/words/first';
import { FirstAddresses } from './first-addresses';
import { FirstOutage } from './first-outage';
import { FirstSteps } from './first-steps';
import { FirstTelling } from './first-telling';

/** What a new user meets first: what is watched, where alerts go, and how they will look. */
@Component({
  selector: 'app-first-minute',
  imports: [FirstAddresses, FirstOutage, FirstTelling],
  template: `
    @if (step(); as step) {
      <p class="soft watched">{{ words.watched(step.count) }}</p>
      @if (step.at === 'outage') {
        <app-first-outage [step]="step" (done)="end()" />
      } @else {
        <app-first-telling (chosen)="tell($event)" (skip)="end()" />
      }
    } @else {
      <app-first-addresses (added)="watched($event)" (shown)="added.emit()" />
    }
  `,
  styles: `
    :host {
      display: block;
      max-width: 800px;
      margin-bottom: 24px;
      padding: 24px;
    }
    .watched {
      margin-bottom: 8px;
    }
    @media (max-width: 700px) {
      :host {
        padding: 16px;
      }
    }
  `,
  host: { class: 'panel', role: 'region', '[attr.aria-label]': 'words.steps' },
})
export class FirstMinute {
  /** Targets were added. */
  readonly added = output();

  readonly #steps = inject(FirstSteps);
  protected readonly words = firstWords;
  protected readonly step = this.#steps.step;

  protected watched({ items }: ImportReport): void {
    const targets = items.flatMap((one) => ('target' in one && one.target.id ? [one.target] : []));
    const [first] = targets;
    if (!first?.id) return;
    this.#steps.go({
      at: 'tell',
      targetId: first.id,
      targetName: first.name,
      count: targets.length,
    });
    this.added.emit();
  }

  protected tell({ id }: Channel): void {
    const step = this.step();
    if (step) this.#steps.go({ ...step, at: 'outage', channelId: id });
  }

  protected end(): void {
    this.#steps.go(null);
  }
}
