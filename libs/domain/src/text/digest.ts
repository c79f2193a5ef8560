import { endingOf } from '../alert/ending.ts';
import { plainLine } from '../common/plain-line.ts';
import type { DigestItem, Message } from '../delivery/message.ts';
import { alertTitle, isToldWhole } from './alert-title.ts';
import type { DigestNews } from './en/digest.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

const TITLE_LENGTH = 150;

/** Whether an item tells of an end: alone, or with its beginning. */
const isEnd = (item: DigestItem): boolean => item.event === 'resolved' || isToldWhole(item);

const newsOf = (item: DigestItem): Exclude<DigestNews, 'mixed'> => {
  const { kind } = item.alert;
  const isDown = kind === 'down' || kind === 'persistent';
  if (isEnd(item)) return isDown && endingOf(item.alert) === 'recovered' ? 'recovered' : 'ended';
  if (isDown) return 'down';
  return kind === 'slow' ? 'slow' : 'opened';
};

const commonNews = (items: readonly DigestItem[]): DigestNews => {
  const news = new Set(items.map(newsOf));
  const [first] = news;
  if (first !== undefined && news.size === 1) return first;
  const ends = items.filter(isEnd).length;
  if (ends === 0) return 'opened';
  return ends === items.length ? 'ended' : 'mixed';
};

/** One line that says how many alerts a digest tells of, and what they have in common. */
export function digestTitle(
  { items = [], sharedCause }: Pick<Message, 'items' | 'sharedCause'>,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const ended = items.filter(isEnd).length;
  const title = TEXTS[language].digestTitle({
    news: commonNews(items),
    count: items.length,
    begun: items.length - ended,
    ended,
    sharedCause,
  });
  return plainLine(title, TITLE_LENGTH);
}

/** What a digest says of each of its alerts. */
export const digestTexts = (
  items: readonly DigestItem[],
  at: Date,
  language: Language = DEFAULT_LANGUAGE,
): string[] => items.map((item) => alertTitle(item, at, language));
