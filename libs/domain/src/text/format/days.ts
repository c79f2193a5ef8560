import { formatCount } from './figures.ts';
import { DEFAULT_LANGUAGE, type Language } from './language.ts';
import { PHRASES } from './phrases.ts';

const daysText = (days: number, language: Language): string =>
  PHRASES[language].days(formatCount(days, language), days === 1);

/** When something ends that has so many days left, see `daysLeft`: `in 7 days`, `within a day`. */
export const inDays = (days: number, language: Language = DEFAULT_LANGUAGE): string =>
  days === 1 ? PHRASES[language].withinDay : PHRASES[language].ahead(daysText(days, language));

/** Days that something has left, begun ones in full: `12 days`, `1 day`, and `expired` for none. */
export const formatDaysLeft = (days: number, language: Language = DEFAULT_LANGUAGE): string =>
  days <= 0 ? PHRASES[language].expired : daysText(days, language);
