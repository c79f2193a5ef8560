import type { Expectation, Failure } from '@app/domain';
import type { Answer } from './answer.ts';
import { isCompression } from './body/decoder.ts';
import { MAX_CODINGS } from './budget.ts';
import { failure } from './failure/context.ts';
import { statusFailure } from './failure/status-failure.ts';
import { statusMatches } from './status-code.ts';

/** Longest part of a keyword that a message repeats. */
const MAX_QUOTE = 60;

const quote = (keyword: string): string =>
  keyword.length <= MAX_QUOTE ? `"${keyword}"` : `"${keyword.slice(0, MAX_QUOTE)}…"`;

function missing({ body, bodyEnd }: Answer, text: string): Failure {
  if (bodyEnd === 'too-fine') {
    return failure('too-large', 'BODY_TOO_FINE', { is: 'text-too-fine', quote: quote(text) });
  }
  return bodyEnd === 'too-long' || body.isTooLong
    ? failure('too-large', 'BODY_TOO_LARGE', { is: 'text-too-far', quote: quote(text) })
    : failure('content', 'TEXT_MISSING', { is: 'text-missing', quote: quote(text) });
}

function judgeBody(answer: Answer, { contains, notContains }: Expectation): Failure | null {
  const { body, contentEncoding } = answer;
  if (notContains !== null && body.hasUnwanted) {
    return failure('content', 'TEXT_PRESENT', { is: 'text-present', quote: quote(notContains) });
  }
  if (body.isBroken) {
    const codings = contentEncoding.filter(isCompression).join(', ');
    return failure('content', 'BODY_DECODE', { is: 'not-unpacked', codings });
  }
  return contains !== null && !body.hasWanted ? missing(answer, contains) : null;
}

/** Judges the final answer of an attempt; null when it is what a healthy target sends. */
export function judgeAnswer(answer: Answer, expected: Expectation): Failure | null {
  const layers = answer.contentEncoding.filter(isCompression).length;
  if (layers > MAX_CODINGS) {
    return failure('protocol', 'ENCODING_CHAIN', { is: 'codings', count: layers });
  }
  if (!statusMatches(expected.status, answer.statusCode)) {
    return statusFailure(answer.statusCode, expected.status);
  }
  return judgeBody(answer, expected);
}
