import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS, type Texts } from './texts.ts';

/** Words of reports. */
export const reportWords = (language: Language = DEFAULT_LANGUAGE): Texts['report'] =>
  TEXTS[language].report;
