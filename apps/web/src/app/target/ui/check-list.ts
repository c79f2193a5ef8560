import { Component, computed, input } from '@angular/core';
import type { CheckView, CheckOutcome } from '@app/domain';
import { Icon } from '../../shared/ui/icon';
import type { IconName } from '../../shared/ui/icons';
import { Timestamp } from '../../shared/ui/timestamp';
import { formatLatency } from '../../shared/util/figures';
import { sharedWords } from '../../shared/words/shared';
import { targetWords } from '../../shared/words/target';
import { PhasesBar } from './phases-bar';

const LOOKS: Record<CheckOutcome, { icon: IconName; tone: string }> = {
  ok: { icon: 'up', tone: 'up' },
  slow: { icon: 'degraded', tone: 'degraded' },
  failed: { icon: 'down', tone: 'down' },
  inconclusive: { icon: 'unknown', tone: 'unknown' },
};

/** The newest checks with their evidence. */
@Component({
  selector: 'app-check-list',
  imports: [Icon, Timestamp, PhasesBar],
  templateUrl: './check-list.html',
  styleUrl: './check-list.scss',
})
export class CheckList {
  readonly checks = input.required<readonly CheckView[]>();

  protected readonly words = targetWords;
  protected readonly rows = computed(() =>
    this.checks().map((check) => ({
      check,
      key: `${check.kind} ${String(check.slot.getTime())}`,
      ...LOOKS[check.outcome],
      word: sharedWords.outcomes[check.outcome],
      latency: check.latencyMs === null ? sharedWords.none : formatLatency(check.latencyMs),
      remarks: remarksOf(check),
    })),
  );
}

/** What else there is to say: the failure, and how the check came about when it was not planned. */
function remarksOf({ failure, origin, statusCode, tries, place }: CheckView): string[] {
  return [
    ...(failure ? [failure.message] : []),
    ...(!failure && statusCode !== null ? [targetWords.statusCode(statusCode)] : []),
    ...(tries ? [targetWords.tries(tries)] : []),
    ...(origin === 'confirmation' ? [targetWords.confirmation] : []),
    ...(origin === 'manual' ? [targetWords.manual] : []),
    ...(place === undefined ? [] : [targetWords.from(place)]),
  ];
}
