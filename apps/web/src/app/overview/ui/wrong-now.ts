import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Alert } from '@app/domain';
import { ALERT_KIND_WORDS } from '@app/domain/words';
import { Clock } from '../../shared/data/clock';
import { GoneTargets } from '../../shared/data/gone-targets';
import { Icon } from '../../shared/ui/icon';
import type { IconName } from '../../shared/ui/icons';
import { Timestamp } from '../../shared/ui/timestamp';
import { courseOf } from '../../shared/util/alert-course';
import { alertPlace } from '../../shared/util/alert-place';
import { formatDuration } from '../../shared/util/figures';
import { silenceInWords } from '../../shared/words/silence-of-alert';
import { overviewWords } from '../../shared/words/overview';

/** Rows shown here; the alerts page has them all. */
const MOST = 5;

/** An acknowledged alert is neither an alarm nor good news. */
function lookOf(alert: Alert): { tone: string; icon: IconName } {
  if (courseOf(alert) === 'acknowledged') return { tone: 'acknowledged', icon: 'acknowledged' };
  const isOutage = alert.kind === 'down' || alert.kind === 'persistent';
  return isOutage ? { tone: 'down', icon: 'down' } : { tone: 'degraded', icon: 'degraded' };
}

/** What is wrong at this moment, each with its reason and since when. */
@Component({
  selector: 'app-wrong-now',
  imports: [Icon, Timestamp, RouterLink],
  templateUrl: './wrong-now.html',
  styleUrl: './wrong-now.scss',
})
export class WrongNow {
  readonly alerts = input.required<readonly Alert[]>();
  /** There are more than these. */
  readonly isPart = input(false);

  readonly #clock = inject(Clock);
  readonly #goneTargets = inject(GoneTargets);
  protected readonly words = overviewWords;
  protected readonly rows = computed(() =>
    this.alerts()
      .slice(0, MOST)
      .map((alert) => ({
        alert,
        ...this.#goal(alert),
        kind: ALERT_KIND_WORDS[alert.kind].is,
        ...lookOf(alert),
        remark:
          courseOf(alert) === 'acknowledged'
            ? overviewWords.acknowledged(alert.acknowledgedNote)
            : silenceInWords(alert, this.#clock.coarse()),
        lasting: formatDuration(this.#clock.coarse().getTime() - alert.since.getTime()),
      })),
  );
  protected readonly further = computed(() => Math.max(0, this.alerts().length - MOST));

  #goal(alert: Alert): { link: string[]; place: string | undefined } {
    const targetId = this.#goneTargets.linkable(alert.targetId);
    if (targetId === null) return { link: ['/alerts', alert.id], place: undefined };
    return { link: ['/targets', targetId], place: alertPlace(alert) };
  }
}
