import type { Replayed, ReplayedItem } from '@app/domain/replay';
import { formatDuration } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { replayWords } from '../../shared/words/replay';

type ReplayVerdict = keyof typeof replayWords.verdicts;

/** What becomes of an alert by other thresholds. */
function verdictOf({ was, would }: ReplayedItem): ReplayVerdict {
  if (!would) return 'gone';
  if (was) return would.isCertain ? 'both' : 'doubtful';
  return would.isCertain ? 'added' : 'perhaps';
}

/** A replay as its panel shows it: one sentence, and a row for each alert. */
export function replayRows({ items, checks }: Replayed, now: Date) {
  const verdicts = items.map(verdictOf);
  const count = (...wanted: ReplayVerdict[]): number =>
    verdicts.filter((verdict) => wanted.includes(verdict)).length;
  const then = count('both', 'gone', 'doubtful');
  const sure = count('both', 'added');
  const perhaps = count('perhaps', 'doubtful');
  const isNone = then + sure + perhaps === 0;
  return {
    sentence: isNone ? replayWords.none : replayWords.sentence(then, sure, perhaps),
    judged: replayWords.judged(checks),
    hasDoubt: perhaps > 0,
    rows: items.map((item, i) => rowOf(item, verdicts[i] ?? 'both', now)),
  };
}

function rowOf(item: ReplayedItem, verdict: ReplayVerdict, now: Date) {
  const { kind, was, would } = item;
  const { since, endedAt } = would ?? was ?? { since: now, endedAt: null };
  const lasted = formatDuration((endedAt ?? now).getTime() - since.getTime());
  return {
    key: `${kind} ${String(since.getTime())} ${was?.alertId ?? ''}`,
    alertId: was?.alertId ?? null,
    since: formatMoment(since, now),
    text:
      replayWords.lasted(kind, lasted, endedAt !== null) + replayWords.times(would?.outages ?? 1),
    verdict,
    word: replayWords.verdicts[verdict],
  };
}
