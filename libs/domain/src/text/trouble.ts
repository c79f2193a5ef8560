import type { TroubleFact } from '../alert/system-trouble.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** Whether this version has words for what is wrong with the monitor; a newer one may have stored something else. */
export const isKnownTrouble = ({ is }: TroubleFact): boolean =>
  Object.hasOwn(TEXTS[DEFAULT_LANGUAGE].troubles, is);

/** What is wrong with the monitor and what to do, in a sentence or a few. */
export function describeTrouble(fact: TroubleFact, language: Language = DEFAULT_LANGUAGE): string {
  const { troubles, unknownCause } = TEXTS[language];
  if (!isKnownTrouble(fact)) return unknownCause;
  // The compiler knows only that each fact has its own sentence, not that this is the one.
  const say: (fact: never) => string = troubles[fact.is];
  return say(fact as never);
}
