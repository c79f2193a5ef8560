import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { RegistrationDetails } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { formatDuration } from '../../shared/util/figures';
import { registrationWords } from '../../shared/words/registration';
import { canTypeIn } from '../data/registration-remarks';

/** The clock of this browser may be behind that of the server; who asks too early is told so. */
const CLOCK_SLACK_MS = 60_000;

/** What the card of a domain offers. */
export type RegistrationAction = 'look-up' | 'type-in' | 'take-back';

/** What people can do about a registration. */
@Component({
  selector: 'app-registration-actions',
  imports: [MatButton],
  template: `
    <button
      matButton="outlined"
      type="button"
      [disabled]="!canLookUp()"
      (click)="act.emit('look-up')"
    >
      {{ words.lookUp }}
    </button>
    @if (canTypeIn()) {
      <button matButton="outlined" type="button" (click)="act.emit('type-in')">
        {{ words.typeIn }}
      </button>
    }
    @if (details().source === 'manual') {
      <button matButton type="button" (click)="act.emit('take-back')">{{ words.takeBack }}</button>
    }
    @if (wait(); as wait) {
      <span class="soft">{{ wait }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
      margin-top: 16px;
    }
  `,
})
export class RegistrationActions {
  readonly details = input.required<RegistrationDetails>();
  readonly act = output<RegistrationAction>();

  readonly #clock = inject(Clock);
  protected readonly words = registrationWords;
  protected readonly canLookUp = computed(() => {
    const at = this.details().refreshAllowedAt;
    return at !== null && at.getTime() - this.#clock.now().getTime() <= CLOCK_SLACK_MS;
  });
  /** When people may ask for a lookup again; null when it depends on something else than time. */
  protected readonly wait = computed(() => {
    const at = this.details().refreshAllowedAt;
    if (at === null || this.canLookUp()) return null;
    return registrationWords.lookUpAgain(
      formatDuration(at.getTime() - this.#clock.now().getTime()),
    );
  });
  protected readonly canTypeIn = computed(() => canTypeIn(this.details(), this.#clock.coarse()));
}
