import { Component, computed, inject, input, output } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { Target } from '@app/domain';
import { Clock } from '../../shared/data/clock';
import { Highlight } from '../../shared/ui/highlight';
import { Icon } from '../../shared/ui/icon';
import { Sparkline } from '../../shared/ui/sparkline';
import { StatusBadge } from '../../shared/ui/status-badge';
import { type TargetAction, TargetMenu } from '../../shared/ui/target-menu';
import { formatLatency, formatPercent } from '../../shared/util/figures';
import { silencesOf } from '../../shared/util/silences';
import { formatMoment } from '../../shared/util/instant';
import { expiryWords } from '../../shared/words/expiry';
import { overviewWords } from '../../shared/words/overview';
import { sharedWords } from '../../shared/words/shared';
import { shownSilenceWords as silenceWords } from '../../shared/words/silence-shown';
import { expiringSoon } from '../data/expiring';
import type { TargetRow as Row } from '../data/target-rows';

/** What somebody wants to be done with a target of the list. */
export interface TargetDeed {
  action: TargetAction;
  target: Target;
}

/** One target of the list; grey until it is read. */
@Component({
  selector: 'app-target-row',
  imports: [Highlight, Icon, MatTooltip, RouterLink, Sparkline, StatusBadge, TargetMenu],
  templateUrl: './target-row.html',
  styleUrl: './target-row.scss',
  host: { '[class.gone]': 'row().isGone()', '[class.chosen]': 'isChosen()' },
})
export class TargetRow {
  readonly id = input.required<string>();
  readonly row = input.required<Row>();
  readonly act = output<TargetDeed>();
  readonly pickTag = output<string>();
  readonly isChosen = input(false);
  /** True with the shift key: all rows since the last one, too. */
  readonly choose = output<boolean>();

  readonly #clock = inject(Clock);
  protected readonly words = overviewWords;
  protected readonly none = sharedWords.none;
  protected readonly target = computed(() => this.row().target());
  protected readonly response = computed(() => {
    const ms = this.target()?.lastCheck?.latencyMs;
    return ms === undefined || ms === null ? null : formatLatency(ms);
  });
  protected readonly uptime = computed(() => {
    const percent = this.target()?.uptime24h ?? null;
    return percent === null ? null : formatPercent(percent);
  });
  protected readonly silences = computed(() => {
    const target = this.target();
    if (!target) return [];
    const now = this.#clock.coarse();
    return silencesOf(target, now).map((silence) => ({
      icon: silenceWords.icons[silence.why],
      text: silenceWords.inShort[silence.why](formatMoment(silence.until, now)),
      more: silenceWords.more(silence.scope, silence.note),
    }));
  });
  protected readonly expiring = computed(() => {
    const target = this.target();
    if (!target) return [];
    return expiringSoon(target).map(({ kind, days, tone, expiresAt, source }) => ({
      kind,
      tone,
      text: overviewWords.expiry(kind, days),
      dated: expiryWords.dated(expiresAt, source),
    }));
  });
}
