import type { BrokenHttp, Failure } from '@app/domain';
import { BudgetError, headTooLarge } from '../budget.ts';
import { HeadError } from '../lenient/head.ts';
import { codeFailure, failure } from './context.ts';
import { codeOf } from '../error-code.ts';
import { IncompleteBodyError, isEarlyEnd } from '../body/incomplete-body-error.ts';

const broken = (why: BrokenHttp | null, detail = ''): Failure =>
  failure('protocol', 'PROTOCOL', {
    is: 'not-http',
    ...(why ? { why } : {}),
    ...(detail ? { detail } : {}),
  });

/** The parser's own words, which stand in brackets; they hold nothing of the answer. */
const reasonOf = ({ message }: Error): string => /\(([^()]+)\)$/.exec(message)?.[1] ?? '';

/** What an answer that undici refuses says; null for an error of another kind. */
export function protocolFailure(error: Error): Failure | null {
  if (error instanceof IncompleteBodyError) {
    return codeFailure('protocol', 'BODY_INCOMPLETE');
  }
  if (error instanceof BudgetError) return codeFailure('too-large', error.code);
  if (error instanceof HeadError) return broken(error.why, error.detail);
  switch (codeOf(error)) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return protocolFailure(headTooLarge());
    // Without a head this is the parser that stumbled over contradictory lengths.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return broken('contradictory-lengths');
    case 'UND_ERR_SOCKET':
    case 'HPE_INVALID_EOF_STATE':
      return isEarlyEnd(error)
        ? codeFailure('reset', 'EMPTY_RESPONSE')
        : broken(null, reasonOf(error));
  }
  // The parser's errors carry their code only in part of the cases.
  return error.name === 'HTTPParserError' ? broken(null, reasonOf(error)) : null;
}
