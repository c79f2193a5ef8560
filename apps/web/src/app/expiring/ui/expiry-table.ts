import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ExpiryItem } from '@app/domain';
import { Icon } from '../../shared/ui/icon';
import { expiryTone, isLost } from '../../shared/util/expiry-tone';
import { formatDaysLeft } from '../../shared/util/figures';
import { formatDate } from '../../shared/util/instant';
import { registrationWords } from '../../shared/words/registration';
import { expiringWords } from '../../shared/words/expiring';
import { expiryWords } from '../../shared/words/expiry';
import { expiryKey } from '../data/expiry-key';

/** What expires: one table on a desk, cards on a phone. Roles are said, because cards lose the table's own. */
@Component({
  selector: 'app-expiry-table',
  imports: [Icon, RouterLink],
  templateUrl: './expiry-table.html',
  styleUrl: './expiry-table.scss',
  host: { class: 'panel' },
})
export class ExpiryTable {
  readonly items = input.required<readonly ExpiryItem[]>();

  protected readonly words = expiringWords;
  protected readonly rows = computed(() =>
    this.items().map((item) => {
      const isOver = isLost(item.standing);
      const tone = isOver ? 'down' : expiryTone(item.daysLeft, item.thresholdDays);
      return {
        item,
        key: expiryKey(item),
        tone,
        left: formatDaysLeft(item.daysLeft),
        kind: [expiryWords.kinds[item.kind], item.registrar ?? []].flat().join(' · '),
        more: item.targets > 1 ? expiringWords.more(item.targets - 1) : null,
        date: formatDate(item.expiresAt),
        source: expiryWords.sources[item.source],
        standing: isOver && item.standing ? registrationWords.standing(item.standing) : null,
        isReached: tone !== 'up',
        told: expiringWords.told(tone !== 'up', item.thresholdDays),
      };
    }),
  );
}
