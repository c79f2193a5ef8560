import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS, type Texts } from './texts.ts';

/** Words of the examples. */
export const exampleWords = (language: Language = DEFAULT_LANGUAGE): Texts['examples'] =>
  TEXTS[language].examples;
