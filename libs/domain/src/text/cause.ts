import type { AlertCause } from '../alert/cause.ts';
import type { TroubleFact } from '../alert/system-trouble.ts';
import type { RegistrationFailure } from '../check/registration-failure.ts';
import type { Failure } from '../check/schema.ts';
import type { CauseHelpers } from './en/cause.ts';
import { describeFailure } from './failure.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { describeRegistrationFailure } from './registration-failure.ts';
import { TEXTS } from './texts.ts';
import { describeTrouble } from './trouble.ts';

/** Whether this version has words for a cause; a newer one may have stored another. */
export const isKnownCause = ({ is }: AlertCause): boolean =>
  Object.hasOwn(TEXTS[DEFAULT_LANGUAGE].causes, is);

/** Why there is an alert, in a sentence or a few. */
export function describeCause(cause: AlertCause, language: Language = DEFAULT_LANGUAGE): string {
  const { causes, unknownCause } = TEXTS[language];
  if (!isKnownCause(cause)) return unknownCause;
  // The compiler knows only that each cause has its own sentence, not that this is the one.
  const say: (cause: never, helpers: CauseHelpers) => string = causes[cause.is];
  return say(cause as never, {
    describeFailure: (failure: Failure) => describeFailure(failure, language),
    describeTrouble: (fact: TroubleFact) => describeTrouble(fact, language),
    describeRegistrationFailure: (failure: RegistrationFailure) =>
      describeRegistrationFailure(failure, language),
  });
}
