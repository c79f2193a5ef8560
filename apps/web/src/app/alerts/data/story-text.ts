import type { StoryEntry } from '@app/domain/alerting';
import type { IconName } from '../../shared/ui/icons';
import { formatDuration } from '../../shared/util/figures';
import { formatMoment } from '../../shared/util/instant';
import { storyWords } from '../../shared/words/alert-story';

const OUTCOMES = {
  ok: { tone: 'up', icon: 'up' },
  slow: { tone: 'degraded', icon: 'degraded' },
  failed: { tone: 'down', icon: 'down' },
  inconclusive: { tone: 'unknown', icon: 'unknown' },
} as const satisfies Record<string, { tone: string; icon: IconName }>;

const isGoodEnding = ({ ending }: Extract<StoryEntry, { is: 'ended' }>): boolean =>
  ending === 'recovered' || ending === 'renewed';

/** Icon and tone of something that happened. */
export function lookOf(entry: StoryEntry): { tone: string; icon: IconName } {
  switch (entry.is) {
    case 'check':
      return OUTCOMES[entry.outcome];
    case 'opened':
      return { tone: entry.severity === 'critical' ? 'down' : 'degraded', icon: 'alert' };
    case 'told':
      return { tone: 'plain', icon: 'send' };
    case 'more':
      return { tone: 'plain', icon: 'more' };
    case 'flapping':
      return { tone: 'degraded', icon: 'refresh' };
    case 'acknowledged':
      return { tone: 'acknowledged', icon: 'acknowledged' };
    case 'reopened':
      return { tone: 'degraded', icon: 'alert' };
    case 'ended':
      return isGoodEnding(entry)
        ? { tone: 'up', icon: 'up' }
        : { tone: 'plain', icon: 'paused' };
  }
}

/** What is said of something that happened. */
export function textOf(entry: StoryEntry, now: Date): { title: string; details: string[] } {
  switch (entry.is) {
    case 'check':
      return {
        title: [
          storyWords.checks[entry.origin][entry.outcome],
          entry.place === null ? [] : storyWords.place(entry.place),
        ]
          .flat()
          .join(' '),
        details: evidenceOf(entry),
      };
    case 'opened':
      return {
        title: storyWords.severity(entry.severity),
        details: entry.places.length > 0 ? [storyWords.places(entry.places)] : [],
      };
    case 'told':
      return { title: storyWords.told[entry.event][entry.why], details: [] };
    case 'more':
      return { title: storyWords.more(entry.count), details: [] };
    case 'flapping':
      return { title: storyWords.flapping(entry.changes), details: [] };
    case 'acknowledged':
      return {
        title: [
          storyWords.acknowledged,
          entry.by?.address ? storyWords.by(entry.by.address) : [],
          entry.until ? storyWords.until(formatMoment(entry.until, now)) : [],
        ]
          .flat()
          .join(' '),
        details: entry.note === null ? [] : [entry.note],
      };
    case 'reopened':
      return {
        title: entry.by
          ? `${storyWords.reopened} ${storyWords.by(entry.by.address)}`
          : storyWords.expired,
        details: [],
      };
    case 'ended':
      return {
        title: `${storyWords.endings[entry.ending]} ${storyWords.after(formatDuration(entry.lastedMs))}`,
        details: [],
      };
  }
}

const evidenceOf = ({
  failure,
  statusCode,
  address,
}: Extract<StoryEntry, { is: 'check' }>): string[] => {
  const answer = failure?.message ?? (statusCode === null ? null : storyWords.answered(statusCode));
  const parts = [answer ?? [], address === null ? [] : `(${storyWords.address(address)})`].flat();
  return parts.length > 0 ? [parts.join(' ')] : [];
};
