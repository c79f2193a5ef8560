import { endingOf } from '../alert/ending.ts';
import type { Alert } from '../alert/schema.ts';
import { plainLine } from '../common/plain-line.ts';
import { readableNames } from '../common/readable-names.ts';
import type { DigestItem } from '../delivery/message.ts';
import type { TitleParts } from './en/alert-title.ts';
import { formatDuration } from './format/duration.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS, type Texts } from './texts.ts';

/** Longest name inside a title, so that the reason beside it stays readable. */
const NAME_LENGTH = 80;
const TITLE_LENGTH = 150;

type Told = Pick<DigestItem, 'event' | 'alert' | 'isWhole' | 'isFlapping' | 'lateMs'>;

/** Whether a beginning and its end are told in one: it is over when people hear of it. */
export const isToldWhole = ({ event, alert, isWhole }: Told): boolean =>
  isWhole === true || (event === 'opened' && alert.kind !== 'dns' && endingOf(alert) !== null);

function titleOf(told: Told, parts: TitleParts, titles: Texts['titles']): string {
  if (isToldWhole(told)) return titles.whole(parts);
  const isFlapping = told.isFlapping === true;
  switch (told.event) {
    case 'opened':
      if (isFlapping) return titles.flapping(parts);
      return told.lateMs === undefined ? titles.opened(parts) : titles.openedLate(parts);
    case 'reminder':
      return isFlapping ? titles.flappingDown(parts) : titles.reminder(parts);
    case 'resolved':
      return isFlapping && parts.ending === 'recovered'
        ? titles.flappingEnded(parts)
        : titles.resolved(parts);
  }
}

/** From its start to the end of its condition, or to when it is told. */
const lengthOf = ({ since, endedAt, resolvedAt, resolution }: Alert, at: Date): number => {
  const end = endedAt ?? (resolution === 'acknowledged' ? null : resolvedAt) ?? at;
  return end.getTime() - since.getTime();
};

/**
 * One line of at most 150 characters that says what happened, for subjects, headings and the inbox:
 * `Down: Shop - connection refused`, `Recovered: Shop was down for 6 min`. `at` is when it is told.
 */
export function alertTitle(told: Told, at: Date, language: Language = DEFAULT_LANGUAGE): string {
  const { alert } = told;
  const { titles, message } = TEXTS[language];
  const parts: TitleParts = {
    alert,
    name: plainLine(readableNames(alert.targetName), NAME_LENGTH) || message.ABOUT_A_TARGET,
    reason: plainLine(alert.reason, TITLE_LENGTH).replace(/\.$/, ''),
    length: formatDuration(lengthOf(alert, at), language),
    ending: endingOf(alert),
  };
  return plainLine(titleOf(told, parts, titles), TITLE_LENGTH);
}
