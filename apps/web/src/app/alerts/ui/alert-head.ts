import { Component, computed, inject, input, output } from '@angular/core';
import { MatAnchor, MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Alert } from '@app/domain';
import { ALERT_KIND_WORDS, endingOf, readableNames } from '@app/domain/words';
import { Clock } from '../../shared/data/clock';
import { GoneTargets } from '../../shared/data/gone-targets';
import { Icon } from '../../shared/ui/icon';
import type { IconName } from '../../shared/ui/icons';
import { type AlertCourse, courseOf, goesOn } from '../../shared/util/alert-course';
import { alertPlace } from '../../shared/util/alert-place';
import { formatDuration } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { alertWords } from '../../shared/words/alerts';
import { storyWords } from '../../shared/words/alert-story';

const ICONS_OF: Record<AlertCourse, IconName> = {
  open: 'alert',
  acknowledged: 'acknowledged',
  recovered: 'up',
  ended: 'paused',
};

/** What an alert is about and how it stands, and what a person can do about it. */
@Component({
  selector: 'app-alert-head',
  imports: [Icon, MatAnchor, MatButton, RouterLink],
  templateUrl: './alert-head.html',
  styleUrl: './alert-head.scss',
})
export class AlertHead {
  readonly alert = input.required<Alert>();
  readonly acknowledge = output();
  readonly reopen = output();

  readonly #clock = inject(Clock);
  readonly #goneTargets = inject(GoneTargets);
  protected readonly words = storyWords;
  protected readonly all = alertWords;
  protected readonly course = computed(() => courseOf(this.alert()));
  protected readonly isOpen = computed(() => this.alert().state === 'open');
  protected readonly goesOn = computed(() => goesOn(this.alert()));
  protected readonly icon = computed(() => ICONS_OF[this.course()]);
  protected readonly kind = computed(
    () => ALERT_KIND_WORDS[this.alert().kind][this.goesOn() ? 'is' : 'was'],
  );
  protected readonly name = computed(() => readableNames(this.alert().targetName));
  protected readonly targetId = computed(() => this.#goneTargets.linkable(this.alert().targetId));
  protected readonly place = computed(() => alertPlace(this.alert()));
  protected readonly tone = computed(() => {
    const { severity, kind } = this.alert();
    const course = this.course();
    if (course !== 'open') return course;
    return kind === 'down' || severity === 'high' || severity === 'critical' ? 'down' : 'degraded';
  });
  protected readonly since = computed(() => {
    const alert = this.alert();
    const now = this.#clock.now();
    const { since, kind } = alert;
    const start = formatMoment(since, now);
    if (kind === 'dns') return storyWords.changed(start);
    const end = this.goesOn() ? now : (alert.endedAt ?? alert.resolvedAt ?? now);
    const lasted = formatDuration(end.getTime() - since.getTime());
    if (this.goesOn()) return storyWords.lasts(start, lasted);
    const ending = endingOf(alert);
    return [
      storyWords.lasted(start, formatMoment(end, now), lasted),
      ending ? storyWords.endings[ending] : [],
    ]
      .flat()
      .join('. ');
  });
  protected readonly acknowledged = computed(() => {
    const { acknowledgedAt, acknowledgedBy, acknowledgedUntil } = this.alert();
    if (!acknowledgedAt) return null;
    const now = this.#clock.coarse();
    return [
      `${storyWords.acknowledged} ${formatMoment(acknowledgedAt, now)}`,
      acknowledgedBy?.address ? storyWords.by(acknowledgedBy.address) : [],
      acknowledgedUntil ? storyWords.until(formatMoment(acknowledgedUntil, now)) : [],
    ]
      .flat()
      .join(', ');
  });
  protected readonly behind = computed(() =>
    (this.alert().behind ?? []).map(({ name }) => name).join(', '),
  );
}
