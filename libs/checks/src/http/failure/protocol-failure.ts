import type { Failure } from '@app/domain';
import { codeOf, failure, type FailureContext } from './context.ts';

const incomplete = (): Failure =>
  failure('protocol', 'BODY_INCOMPLETE', 'The connection ended before the answer was complete.');

const broken = (): Failure =>
  failure('protocol', 'PROTOCOL', 'The server sent something that is not a valid HTTP answer.');

function closedFailure({ phase }: FailureContext): Failure {
  return phase === 'transfer'
    ? incomplete()
    : failure('reset', 'EMPTY_RESPONSE', 'The server closed the connection without an answer.');
}

/** What an answer that undici refuses says; null for an error of another kind. */
export function protocolFailure(error: Error, context: FailureContext): Failure | null {
  switch (codeOf(error)) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return failure(
        'too-large',
        'HEADERS_TOO_LARGE',
        'The headers of the answer are larger than the check reads (32 KiB).',
      );
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return incomplete();
    case 'UND_ERR_SOCKET':
      return /closed/.test(error.message) ? closedFailure(context) : broken();
    case 'HPE_INVALID_EOF_STATE':
      return closedFailure(context);
  }
  // The parser's errors carry their code only in part of the cases.
  return error.name === 'HTTPParserError' ? broken() : null;
}
