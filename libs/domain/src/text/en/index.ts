import { FAILURE_WORDS } from './failure-class.ts';
import { FAILURE_SENTENCES, surroundFailure } from './failure.ts';

/** Everything that is said in English. */
export const ENGLISH = {
  failureClasses: FAILURE_WORDS,
  failures: FAILURE_SENTENCES,
  surroundFailure,
};
