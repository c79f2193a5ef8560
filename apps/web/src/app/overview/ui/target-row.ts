import { Component, computed, input, output } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { Target } from '@app/domain';
import type { TargetAction } from '../../shared/ui/target-menu';
import { Highlight } from '../../shared/ui/highlight';
import { Sparkline } from '../../shared/ui/sparkline';
import { StatusBadge } from '../../shared/ui/status-badge';
import { TargetMenu } from '../../shared/ui/target-menu';
import { formatLatency, formatPercent } from '../../shared/util/figures';
import { expiryWords } from '../../shared/words/expiry';
import { overviewWords } from '../../shared/words/overview';
import { sharedWords } from '../../shared/words/shared';
import { expiringSoon } from '../data/expiring';

/** One target of the list. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- a row must be a tr for the table
  selector: 'tr[app-target-row]',
  imports: [MatTooltip, RouterLink, Sparkline, StatusBadge, TargetMenu],
  templateUrl: './target-row.html',
  styleUrl: './target-row.scss',
  hostDirectives: [{ directive: Highlight, inputs: ['appHighlight: flash'] }],
  host: { role: 'row' },
})
export class TargetRow {
  readonly target = input.required<Target>();
  readonly act = output<TargetAction>();
  readonly pickTag = output<string>();

  protected readonly words = overviewWords;
  protected readonly none = sharedWords.none;
  protected readonly response = computed(() => {
    const ms = this.target().lastCheck?.latencyMs;
    return ms === undefined || ms === null ? null : formatLatency(ms);
  });
  protected readonly uptime = computed(() => {
    const percent = this.target().uptime24h;
    return percent === null ? null : formatPercent(percent);
  });
  protected readonly expiring = computed(() =>
    expiringSoon(this.target()).map(({ kind, days, tone, expiresAt, source }) => ({
      kind,
      tone,
      text: overviewWords.expiry(kind, days),
      dated: expiryWords.dated(expiresAt, source),
    })),
  );
}
