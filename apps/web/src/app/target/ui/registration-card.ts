import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RegistrationDetails } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Timestamp } from '../../shared/ui/timestamp';
import { expiryTone } from '../../shared/util/expiry-tone';
import { formatMoment } from '../../shared/util/instant';
import { registrationWords } from '../../shared/words/registration';
import { explainStatus, isGraveStatus } from '../../shared/words/epp-statuses';
import { expiryWords } from '../../shared/words/expiry';
import type { RegistrationAction } from './registration-actions';
import { registrationRemarks } from '../data/registration-remarks';
import { RegistrationActions } from './registration-actions';
import { RegistrationFactsList } from './registration-facts';
import { RegistrationReplies } from './registration-replies';

/** The registration of a domain: how long it lasts and who says so, what it is like, and how it changed. */
@Component({
  selector: 'app-registration-card',
  imports: [RegistrationActions, RegistrationFactsList, RegistrationReplies, Timestamp, RouterLink],
  templateUrl: './registration-card.html',
  styleUrl: './registration-card.scss',
  host: { class: 'panel' },
})
export class RegistrationCard {
  readonly details = input.required<RegistrationDetails>();
  readonly thresholdDays = input.required<number>();
  /** The target whose page this is. */
  readonly isPaused = input.required<boolean>();
  readonly act = output<RegistrationAction>();

  readonly #clock = inject(Clock);
  protected readonly words = registrationWords;
  protected readonly remarks = computed(() =>
    registrationRemarks(this.details(), (at) => formatMoment(at, this.#clock.coarse())),
  );
  protected readonly left = computed(() => {
    const { daysLeft } = this.details();
    if (daysLeft === null) return null;
    return {
      // A date is no comfort where the registration itself is in danger.
      tone: this.remarks().some(({ tone }) => tone === 'down')
        ? 'down'
        : expiryTone(daysLeft, this.thresholdDays()),
      text: expiryWords.left(daysLeft),
    };
  });
  protected readonly statuses = computed(() =>
    this.details().statuses.map((code) => ({
      code,
      meaning: explainStatus(code),
      isGrave: isGraveStatus(code),
    })),
  );
  /** How old the statuses are, where the last lookup did not state them. */
  protected readonly statusesOf = computed(() => {
    const { statusesAt, checkedAt } = this.details();
    if (!statusesAt || !checkedAt || statusesAt >= checkedAt) return null;
    return registrationWords.statusesOf(formatMoment(statusesAt, this.#clock.coarse()));
  });
  protected readonly changes = computed(() =>
    this.details().changes.map((event) => ({
      at: event.at,
      text: registrationWords.change(event),
    })),
  );
  protected readonly others = computed(() => this.details().targets - 1);
}
