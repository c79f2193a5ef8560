import type { EgressFact } from '../egress/denial.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** Why a destination is refused and what would allow it, in a sentence or a few. */
export const describeEgress = (fact: EgressFact, language: Language = DEFAULT_LANGUAGE): string =>
  TEXTS[language].describeEgress(fact);
