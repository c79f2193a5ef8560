import type { Failure } from '@app/domain';
import { codeOf, failure } from './context.ts';
import { IncompleteBodyError, isEarlyEnd } from './incomplete-body-error.ts';

const broken = (): Failure =>
  failure('protocol', 'PROTOCOL', 'The server sent something that is not a valid HTTP answer.');

/** What an answer that undici refuses says; null for an error of another kind. */
export function protocolFailure(error: Error): Failure | null {
  if (error instanceof IncompleteBodyError) {
    return failure(
      'protocol',
      'BODY_INCOMPLETE',
      'The connection ended before the answer was complete.',
    );
  }
  switch (codeOf(error)) {
    case 'UND_ERR_HEADERS_OVERFLOW':
      return failure(
        'too-large',
        'HEADERS_TOO_LARGE',
        'The headers of the answer are larger than the check reads (32 KiB).',
      );
    // Without a head this is the parser that stumbled over contradictory lengths.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return broken();
    case 'UND_ERR_SOCKET':
    case 'HPE_INVALID_EOF_STATE':
      return isEarlyEnd(error)
        ? failure('reset', 'EMPTY_RESPONSE', 'The server closed the connection without an answer.')
        : broken();
  }
  // The parser's errors carry their code only in part of the cases.
  return error.name === 'HTTPParserError' ? broken() : null;
}
