import type { Language } from './language.ts';

/** The words around figures in one language; the symbols of units are the same in all. */
export interface Phrases {
  days: (count: string, isOne: boolean) => string;
  /** A length of time before now, and after it. */
  ago: (length: string) => string;
  ahead: (length: string) => string;
  now: string;
  /** When something ends that has less than a day left. */
  withinDay: string;
  expired: string;
  /** For the separators within large numbers. */
  locale: string;
  /** For the order of the parts of a date. */
  dates: string;
}

const ENGLISH: Phrases = {
  days: (count, isOne) => (isOne ? `${count} day` : `${count} days`),
  ago: (length) => `${length} ago`,
  ahead: (length) => `in ${length}`,
  now: 'just now',
  withinDay: 'within a day',
  expired: 'expired',
  locale: 'en',
  dates: 'en-GB',
};

export const PHRASES: Readonly<Record<Language, Phrases>> = { en: ENGLISH };
