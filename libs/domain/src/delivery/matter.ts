import type { AlertRecord } from '../alert/record.ts';
import type { DeliveryRecord } from './record.ts';

/**
 * Names what a message is about and whom it tells: alerts that follow one another about the same have the same matter. The
 * last word of a matter is what people take for true.
 */
export const matterOf = (
  { subject, kind }: Pick<AlertRecord, 'subject' | 'kind'>,
  recipient: DeliveryRecord['recipient'],
): string => `${kind} ${subject} ${recipient ?? ''}`;

/** What may be told of a matter. */
export interface Word {
  matter: string;
  /** When it was to be told. */
  createdAt: Date;
  alert: Pick<AlertRecord, 'endedAt'>;
}

/**
 * Whether one word of a matter came before another one. Of all its alerts the last one alone may last, also where a clock that
 * was set back has dated it earlier.
 */
export function isOlder(one: Omit<Word, 'matter'>, other: Omit<Word, 'matter'>): boolean {
  const [isOver, isOtherOver] = [one.alert.endedAt !== null, other.alert.endedAt !== null];
  return isOver === isOtherOver ? one.createdAt < other.createdAt : isOver;
}

/**
 * Returns what may be told now: of each matter the oldest word. Two that are under way at once may arrive in the other
 * order, and in a storm the newest would be part of a message that goes out first.
 *
 * @param underWay matters of messages that have not been answered yet
 */
export function firstOfEachMatter<W extends Word>(
  words: readonly W[],
  underWay: ReadonlySet<string>,
): W[] {
  const first = new Map<string, W>();
  for (const word of words) {
    const known = first.get(word.matter);
    if (!known || isOlder(word, known)) first.set(word.matter, word);
  }
  return words.filter((word) => !underWay.has(word.matter) && first.get(word.matter) === word);
}
