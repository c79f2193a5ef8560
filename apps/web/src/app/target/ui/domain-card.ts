import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { DomainDetails } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Moment } from '../../shared/ui/moment';
import { formatDuration } from '../../shared/util/duration';
import { expiryTone } from '../../shared/util/expiry-tone';
import { formatMoment } from '../../shared/util/instant';
import { domainWords } from '../../shared/words/domain';
import { explainStatus, isGraveStatus } from '../../shared/words/epp-statuses';
import { expiryWords } from '../../shared/words/expiry';
import type { DomainAction } from '../data/domain-actor';
import { canTypeIn, domainRemarks } from '../data/domain-remarks';

/** The clock of this browser may be behind that of the server; who asks too early is told so. */
const CLOCK_SLACK_MS = 60_000;

/** The registration of a domain: how long it lasts and who says so, what it is like, and how it changed. */
@Component({
  selector: 'app-domain-card',
  imports: [MatButton, Moment, RouterLink],
  templateUrl: './domain-card.html',
  styleUrl: './domain-card.scss',
  host: { class: 'panel' },
})
export class DomainCard {
  readonly details = input.required<DomainDetails>();
  readonly thresholdDays = input.required<number>();
  /** The target whose page this is. */
  readonly isPaused = input.required<boolean>();
  readonly act = output<DomainAction>();

  readonly #clock = inject(Clock);
  protected readonly words = domainWords;
  protected readonly remarks = computed(() =>
    domainRemarks(this.details(), (at) => formatMoment(at, this.#clock.coarse())),
  );
  protected readonly left = computed(() => {
    const { daysLeft, expiresAt, source } = this.details();
    if (daysLeft === null || expiresAt === null || source === null) return null;
    return {
      // A date is no comfort where the registration itself is in danger.
      tone: this.remarks().some(({ tone }) => tone === 'down')
        ? 'down'
        : expiryTone(daysLeft, this.thresholdDays()),
      text: expiryWords.left(daysLeft),
      dated: expiryWords.dated(expiresAt, source),
    };
  });
  protected readonly statuses = computed(() =>
    this.details().statuses.map((code) => ({
      code,
      meaning: explainStatus(code),
      isGrave: isGraveStatus(code),
    })),
  );
  protected readonly changes = computed(() =>
    this.details().changes.map((event) => ({ at: event.at, text: domainWords.change(event) })),
  );
  /** The instant of the next lookup, or in words why there is none to tell. */
  protected readonly next = computed((): { at: Date } | { text: string } => {
    const at = this.details().nextLookupAt;
    if (at === null) {
      return { text: this.isPaused() ? domainWords.nextNone : domainWords.nextSoon };
    }
    return at <= this.#clock.coarse() ? { text: domainWords.nextNow } : { at };
  });
  protected readonly others = computed(() => this.details().targets - 1);
  protected readonly canLookUp = computed(() => {
    const at = this.details().refreshAllowedAt;
    return at !== null && at.getTime() - this.#clock.now().getTime() <= CLOCK_SLACK_MS;
  });
  /** When people may ask for a lookup again; null when it depends on something else than time. */
  protected readonly wait = computed(() => {
    const at = this.details().refreshAllowedAt;
    if (at === null || this.canLookUp()) return null;
    return domainWords.lookUpAgain(formatDuration(at.getTime() - this.#clock.now().getTime()));
  });
  protected readonly canTypeIn = computed(() => canTypeIn(this.details(), this.#clock.coarse()));
}
