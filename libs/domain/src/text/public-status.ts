import type { PublicTarget } from '../status-page/public-status.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS, type Texts } from './texts.ts';

/** Words of pages that anybody may see. */
export const publicWords = (language: Language = DEFAULT_LANGUAGE): Texts['publicStatus'] =>
  TEXTS[language].publicStatus;

/** What strangers call a target. */
export const publicNameOf = (
  { name, place }: Pick<PublicTarget, 'name' | 'place'>,
  language: Language = DEFAULT_LANGUAGE,
): string => name ?? publicWords(language).service(place);
