import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Alert } from '@app/domain';
import { ALERT_KIND_WORDS } from '@app/domain/words';
import { Clock } from '../data/clock';
import { GoneTargets } from '../data/gone-targets';
import { alertPlace } from '../util/alert-place';
import { formatDuration } from '../util/figures';
import { formatMoment } from '../util/instant';
import { alertWords } from '../words/alerts';
import { Icon } from './icon';

/** An alert as a sentence: what, why, since when, how long, and how it ended. */
@Component({
  selector: 'app-alert-line',
  imports: [Icon, RouterLink],
  template: `
    <app-icon [class]="tone()" [name]="alert().state === 'open' ? 'alert' : 'up'" />
    <p>
      @if (showsTarget()) {
        @if (targetId(); as id) {
          <a class="name" [routerLink]="['/targets', id]" [fragment]="place()">{{
            alert().targetName
          }}</a>&ngsp;
        } @else {
          <span class="name">{{ alert().targetName }}</span>&ngsp;
        }
      }
      <span class="kind" [class]="tone()">{{ kind() }}:</span>&ngsp;
      <span class="wrap-anywhere">{{ alert().reason }}</span>&ngsp;
      <span class="soft">{{ course() }}</span>
    </p>
  `,
  styleUrl: './alert-line.scss',
})
export class AlertLine {
  readonly alert = input.required<Alert>();
  readonly showsTarget = input(true);

  readonly #clock = inject(Clock);
  readonly #goneTargets = inject(GoneTargets);
  protected readonly targetId = computed(() => this.#goneTargets.linkable(this.alert().targetId));
  protected readonly kind = computed(() => {
    const { kind, state } = this.alert();
    const words = ALERT_KIND_WORDS[kind][state === 'open' ? 'is' : 'was'];
    return this.showsTarget() ? words : words.charAt(0).toUpperCase() + words.slice(1);
  });
  protected readonly place = computed(() => alertPlace(this.alert()));
  protected readonly tone = computed(() => {
    const { state, severity, kind } = this.alert();
    if (state === 'resolved') return 'resolved';
    return kind === 'down' || severity === 'high' || severity === 'critical' ? 'down' : 'degraded';
  });
  protected readonly course = computed(() => {
    const { kind, since, resolvedAt, resolution } = this.alert();
    const now = this.#clock.coarse();
    const lasted = formatDuration((resolvedAt ?? now).getTime() - since.getTime());
    const start = formatMoment(since, now);
    if (kind === 'dns') return start;
    if (!resolvedAt || !resolution) return alertWords.openSince(start, lasted);
    return alertWords.resolvedAfter(start, lasted, resolution);
  });
}
