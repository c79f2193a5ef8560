import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTabsModule } from '@angular/material/tabs';
import { type IsActiveMatchOptions, RouterLink, RouterLinkActive } from '@angular/router';
import type { LastCheckView, Target, Thresholds } from '@app/domain';
import { describeSlowness } from '@app/domain/words';
import { Clock } from '../../shared/data/clock';
import type { TargetAction } from '../../shared/ui/target-menu';
import { Icon } from '../../shared/ui/icon';
import { StatusBadge } from '../../shared/ui/status-badge';
import { TargetMenu } from '../../shared/ui/target-menu';
import { formatDuration } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { silencesOf } from '../../shared/util/silences';
import { sharedWords } from '../../shared/words/shared';
import { silenceWords } from '../../shared/words/silence';
import { targetActionWords } from '../../shared/words/target-actions';
import { targetWords } from '../../shared/words/target';

/** Name and status of a target with since when and why, and what one can do with it. */
@Component({
  selector: 'app-target-head',
  imports: [Icon, MatButton, MatTabsModule, RouterLink, RouterLinkActive, StatusBadge, TargetMenu],
  templateUrl: './target-head.html',
  styleUrl: './target-head.scss',
})
export class TargetHead {
  readonly target = input.required<Target>();
  readonly act = output<TargetAction>();

  readonly #clock = inject(Clock);
  protected readonly words = targetWords;
  /** The time that is shown stands in the address as well, and makes no other page of it. */
  protected readonly pathOnly: IsActiveMatchOptions = {
    ...{ paths: 'exact', queryParams: 'ignored' },
    ...{ matrixParams: 'ignored', fragment: 'ignored' },
  };
  protected readonly actions = targetActionWords;
  protected readonly link = computed(() => ['/targets', this.target().id]);
  protected readonly since = computed(() => {
    const { status, statusSince } = this.target();
    const now = this.#clock.now();
    return targetWords.statusSince(
      sharedWords.statuses[status],
      formatMoment(statusSince, now),
      formatDuration(now.getTime() - statusSince.getTime()),
    );
  });
  protected readonly silences = computed(() => {
    const now = this.#clock.coarse();
    return silencesOf(this.target(), now).map(({ why, until, scope, note }) => ({
      icon: silenceWords.icons[why],
      text: silenceWords.inShort[why](formatMoment(until, now)),
      more: silenceWords.more(scope, note),
      isOwn: scope === 'target',
      place: why === 'mute' ? 'mutes' : 'maintenance',
    }));
  });
  /** Why it is as it is, where there is something to say. */
  protected readonly why = computed(() => {
    const { status, suspect, lastCheck, thresholds, failsOnlyFrom: partly } = this.target();
    if (status === 'paused') return targetWords.pausedHint;
    const reason = lastCheck && reasonOf(lastCheck, thresholds);
    const { regions, answersIn, since } = partly ?? {};
    const view =
      regions && answersIn && since
        ? targetWords.failsOnlyFrom(regions, answersIn, formatMoment(since, this.#clock.coarse()))
        : null;
    const doubt = suspect && status !== 'down' ? targetWords.suspect : null;
    return [reason, view, doubt].filter((text) => text !== null).join(' ') || null;
  });
}

/** Why a check was not in order: what went wrong, or how slow it was. */
function reasonOf(
  { outcome, latencyMs, failure }: LastCheckView,
  { slowMs }: Thresholds,
): string | null {
  if (failure)
    return outcome === 'slow' ? `${failure.message} ${sharedWords.putOff}` : failure.message;
  const isOver = outcome === 'slow' && latencyMs !== null && slowMs !== null && latencyMs > slowMs;
  return isOver ? describeSlowness(latencyMs, slowMs) : null;
}
