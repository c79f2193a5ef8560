import type { FailureFact } from '../check/failure-fact.ts';
import type { Failure, FailureView } from '../check/schema.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS, type Texts } from './texts.ts';

function sentenceOf(
  fact: FailureFact,
  { class: failureClass, code }: Failure,
  { failures, failureClasses }: Texts,
): string {
  // The compiler knows only that each fact has its own sentence, not that this is the one.
  const sentences: Partial<Record<string, (fact: never, code: string | null) => string>> = failures;
  // A newer version may have stored a fact that this one does not know.
  const sentence = sentences[fact.is]?.(fact as never, code);
  return sentence || `${capital(failureClasses[failureClass])}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why a check failed, in a sentence or a few. */
export const describeFailure = (
  failure: Failure,
  language: Language = DEFAULT_LANGUAGE,
): string => {
  const texts = TEXTS[language];
  return texts.surroundFailure(sentenceOf(failure.fact, failure, texts), failure);
};

/** A failure as people read it. */
export const viewFailure = (failure: Failure, language?: Language): FailureView => ({
  class: failure.class,
  code: failure.code,
  message: describeFailure(failure, language),
});

/** A record with its failure as people read it. */
export const viewWithFailure = <Record extends { failure: Failure | null }>(
  record: Record,
  language?: Language,
): Omit<Record, 'failure'> & { failure: FailureView | null } => ({
  ...record,
  failure: record.failure && viewFailure(record.failure, language),
});
