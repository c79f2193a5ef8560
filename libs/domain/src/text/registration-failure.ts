import type {
  RegistrationFailure,
  RegistrationFailureFact,
  RegistrationFailureView,
} from '../check/registration-failure.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** Whether this version has words for a failed lookup; a newer one may have stored another fact. */
export const isKnownRegistrationFailure = ({ is }: RegistrationFailureFact): boolean =>
  Object.hasOwn(TEXTS[DEFAULT_LANGUAGE].registrationFailures, is);

/** Why a lookup failed, in a sentence. */
export function describeRegistrationFailure(
  { fact }: Pick<RegistrationFailure, 'fact'>,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const { registrationFailures, unknownRegistrationFailure } = TEXTS[language];
  if (!isKnownRegistrationFailure(fact)) return unknownRegistrationFailure;
  // The compiler knows only that each fact has its own sentence, not that this is the one.
  const say: (fact: never) => string = registrationFailures[fact.is];
  return say(fact as never);
}

/** Why a lookup failed, as people read it. */
export const viewRegistrationFailure = (
  failure: RegistrationFailure,
  language?: Language,
): RegistrationFailureView => ({
  class: failure.class,
  message: describeRegistrationFailure(failure, language),
});
