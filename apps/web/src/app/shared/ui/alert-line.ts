import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Alert } from '@app/domain';
import { ALERT_KIND_WORDS, endingOf, readableNames } from '@app/domain/words';
import { Clock } from '../data/clock';
import { GoneTargets } from '../data/gone-targets';
import { type AlertCourse, courseOf, goesOn } from '../util/alert-course';
import { alertPlace } from '../util/alert-place';
import { formatDuration } from '../util/figures';
import { formatMoment } from '../util/instant';
import { silenceInWords } from '../words/silence-of-alert';
import { alertWords } from '../words/alerts';
import { Icon } from './icon';
import type { IconName } from './icons';

const ICONS_OF: Record<AlertCourse, IconName> = {
  open: 'alert',
  acknowledged: 'acknowledged',
  recovered: 'up',
  ended: 'paused',
};

/** An alert as a sentence: what, why, since when, how long, and how it ended. */
@Component({
  selector: 'app-alert-line',
  imports: [Icon, RouterLink],
  template: `
    <app-icon [class]="tone()" [name]="icon()" />
    <p>
      @if (showsTarget()) {
        @if (targetId(); as id) {
          <a class="name" [routerLink]="['/targets', id]" [fragment]="place()">{{
            name()
          }}</a>&ngsp;
        } @else {
          <span class="name">{{ name() }}</span>&ngsp;
        }
      }
      <span class="kind" [class]="tone()">{{ kind() }}:</span>&ngsp;
      <span class="wrap-anywhere">{{ alert().reason }}</span>&ngsp;
      <span class="soft">{{ course() }}</span>
      @if (silence(); as silence) {
        <span class="silence">{{ silence }}</span>
      }
    </p>
  `,
  styleUrl: './alert-line.scss',
})
export class AlertLine {
  readonly alert = input.required<Alert>();
  readonly showsTarget = input(true);

  readonly #clock = inject(Clock);
  readonly #goneTargets = inject(GoneTargets);
  protected readonly name = computed(() => readableNames(this.alert().targetName));
  protected readonly targetId = computed(() => this.#goneTargets.linkable(this.alert().targetId));
  readonly #course = computed(() => courseOf(this.alert()));
  protected readonly icon = computed(() => ICONS_OF[this.#course()]);
  protected readonly kind = computed(() => {
    const words = ALERT_KIND_WORDS[this.alert().kind][goesOn(this.alert()) ? 'is' : 'was'];
    return this.showsTarget() ? words : words.charAt(0).toUpperCase() + words.slice(1);
  });
  protected readonly place = computed(() => alertPlace(this.alert()));
  protected readonly tone = computed(() => {
    const { severity, kind } = this.alert();
    const course = this.#course();
    if (course !== 'open') return course;
    return kind === 'down' || severity === 'high' || severity === 'critical' ? 'down' : 'degraded';
  });
  /** Why nobody is told of it for now. */
  protected readonly silence = computed(() => silenceInWords(this.alert(), this.#clock.coarse()));
  protected readonly course = computed(() => {
    const alert = this.alert();
    const { kind, since, resolvedAt, endedAt, acknowledgedAt } = alert;
    const now = this.#clock.coarse();
    const end = goesOn(alert) ? now : (endedAt ?? resolvedAt ?? now);
    const lasted = formatDuration(end.getTime() - since.getTime());
    const start = formatMoment(since, now);
    if (kind === 'dns') return start;
    const open = alertWords.openSince(start, lasted);
    switch (this.#course()) {
      case 'open':
        return open;
      case 'acknowledged':
        return alertWords.acknowledgedSince(open, formatMoment(acknowledgedAt ?? now, now));
      case 'recovered':
      case 'ended':
        return alertWords.endedAfter(start, lasted, endingOf(alert) ?? 'unknown');
    }
  });
}
