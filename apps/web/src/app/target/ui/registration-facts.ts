import { Component, computed, inject, input } from '@angular/core';
import type { RegistrationDetails } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Timestamp } from '../../shared/ui/timestamp';
import { formatDate, formatExact } from '../../shared/util/instant';
import { registrationWords } from '../../shared/words/registration';
import { expiryWords } from '../../shared/words/expiry';

/** What is known of a registration: until when, where, and when it was and is looked up. */
@Component({
  selector: 'app-registration-facts',
  imports: [Timestamp],
  templateUrl: './registration-facts.html',
  styleUrl: './facts.scss',
})
export class RegistrationFactsList {
  readonly details = input.required<RegistrationDetails>();
  /** The target whose page this is. */
  readonly isPaused = input.required<boolean>();

  readonly #clock = inject(Clock);
  protected readonly words = registrationWords;
  protected readonly dated = computed(() => {
    const { expiresAt, source, dateOf } = this.details();
    if (!expiresAt || !source) return null;
    const dated = expiryWords.dated(expiresAt, source);
    return dateOf === 'registrar' ? `${dated} (${registrationWords.registrarDate})` : dated;
  });
  /** Null where the registry tells only a day. */
  protected readonly exact = computed(() => {
    const { expiresAt, precision } = this.details();
    return expiresAt && precision === 'instant' ? formatExact(expiresAt) : null;
  });
  /** The registrar's own date, where it is another one. */
  protected readonly registrarDate = computed(() => {
    const { registrarExpiresAt: own, expiresAt, dateOf } = this.details();
    if (!own || dateOf === 'registrar' || own.getTime() === expiresAt?.getTime()) return null;
    return formatDate(own);
  });
  /** The instant of the next lookup, or in words why there is none to tell. */
  protected readonly next = computed((): { at: Date } | { text: string } => {
    const at = this.details().nextLookupAt;
    if (at === null) {
      return { text: this.isPaused() ? registrationWords.nextNone : registrationWords.nextSoon };
    }
    return at <= this.#clock.coarse() ? { text: registrationWords.nextNow } : { at };
  });
}
