import type { Failure } from '@app/domain';
import { BudgetError, headTooLarge } from '../budget.ts';
import { HeadError } from '../lenient/head.ts';
import { failure } from './context.ts';
import { codeOf } from '../error-code.ts';
import { IncompleteBodyError, isEarlyEnd } from '../body/incomplete-body-error.ts';

const broken = (reason: string): Failure =>
  failure(
    'protocol',
    'PROTOCOL',
    `The server sent something that is not a valid HTTP answer${reason === '' ? '' : `: ${reason}`}.`,
  );

/** The parser's own words, which stand in brackets; they hold nothing of the answer. */
const reasonOf = ({ message }: Error): string => /\(([^()]+)\)$/.exec(message)?.[1] ?? '';

/** What an answer that undici refuses says; null for an error of another kind. */
export function protocolFailure(error: Error): Failure | null {
  if (error instanceof IncompleteBodyError) {
    return failure(
      'protocol',
      'BODY_INCOMPLETE',
      'The connection ended before the answer was complete.',
    );
  }
  if (error instanceof BudgetError) return failure('too-large', error.code, error.message);
  if (error instanceof HeadError) return broken(error.message);
  switch (codeOf(error)) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return protocolFailure(headTooLarge());
    // Without a head this is the parser that stumbled over contradictory lengths.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return broken('it states contradictory lengths');
    case 'UND_ERR_SOCKET':
    case 'HPE_INVALID_EOF_STATE':
      return isEarlyEnd(error)
        ? failure('reset', 'EMPTY_RESPONSE', 'The server closed the connection without an answer.')
        : broken(reasonOf(error));
  }
  // The parser's errors carry their code only in part of the cases.
  return error.name === 'HTTPParserError' ? broken(reasonOf(error)) : null;
}
