import { DEFAULT_LANGUAGE, type Language } from './language.ts';
import { PHRASES } from './phrases.ts';

/** A point in time by the clock of a time zone: `2 Nov 2026, 14:02 CET`. */
export const formatZoned = (
  at: Date,
  timeZone: string,
  language: Language = DEFAULT_LANGUAGE,
): string =>
  new Intl.DateTimeFormat(PHRASES[language].dates, {
    ...{ timeZone, day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
  }).format(at);
