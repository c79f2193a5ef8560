import type { Failure } from '@app/domain';
import { IncompleteBodyError, NoAnswerError, UpgradeError } from './answer-errors.ts';
import { codeOf, failure } from './context.ts';

/** What an answer that cannot be read says; null for an error of another kind. */
export function protocolFailure(error: Error): Failure | null {
  if (error instanceof NoAnswerError) {
    return failure(
      'reset',
      'EMPTY_RESPONSE',
      'The server closed the connection without an answer.',
    );
  }
  if (error instanceof IncompleteBodyError) {
    return failure(
      'protocol',
      'BODY_INCOMPLETE',
      'The connection ended before the answer was complete.',
    );
  }
  const code = codeOf(error);
  if (code === 'HPE_HEADER_OVERFLOW') {
    return failure(
      'too-large',
      'HEADERS_TOO_LARGE',
      'The headers of the answer are larger than the check reads (32 KiB).',
    );
  }
  return error instanceof UpgradeError || code.startsWith('HPE_')
    ? failure('protocol', 'PROTOCOL', 'The server sent something that is not a valid HTTP answer.')
    : null;
}
