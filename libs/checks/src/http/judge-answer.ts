import type { Expectation, Failure } from '@app/domain';
import type { Answer } from './answer.ts';
import { isCompression } from './body/decoder.ts';
import { MAX_CODINGS } from './budget.ts';
import { statusFailure } from './failure/status-failure.ts';
import { statusMatches } from './status-code.ts';

/** Longest part of a keyword that a message repeats. */
const MAX_QUOTE = 60;

const fail = (failureClass: Failure['class'], code: string, message: string): Failure => ({
  class: failureClass,
  code,
  message,
});

const quote = (keyword: string): string =>
  keyword.length <= MAX_QUOTE ? `"${keyword}"` : `"${keyword.slice(0, MAX_QUOTE)}…"`;

function missing({ body, bodyEnd }: Answer, text: string): Failure {
  if (bodyEnd === 'too-fine') {
    return fail(
      'too-large',
      'BODY_TOO_FINE',
      `The page comes in too many tiny pieces to be read; the text ${quote(text)} was not in them.`,
    );
  }
  return bodyEnd === 'too-long' || body.isTooLong
    ? fail(
        'too-large',
        'BODY_TOO_LARGE',
        `The text ${quote(text)} is not in the first 5 MiB of the page, and no more is read.`,
      )
    : fail('content', 'TEXT_MISSING', `The text ${quote(text)} is not on the page.`);
}

function judgeBody(answer: Answer, { contains, notContains }: Expectation): Failure | null {
  const { body, contentEncoding } = answer;
  if (notContains !== null && body.hasUnwanted) {
    return fail(
      'content',
      'TEXT_PRESENT',
      `The text ${quote(notContains)} is on the page and should not be.`,
    );
  }
  if (body.isBroken) {
    const codings = contentEncoding.filter(isCompression).join(', ');
    return fail(
      'content',
      'BODY_DECODE',
      `The page claims to be compressed (${codings}) and cannot be unpacked; browsers show an error.`,
    );
  }
  return contains !== null && !body.hasWanted ? missing(answer, contains) : null;
}

/** Judges the final answer of an attempt; null when it is what a healthy target sends. */
export function judgeAnswer(answer: Answer, expected: Expectation): Failure | null {
  const layers = answer.contentEncoding.filter(isCompression).length;
  if (layers > MAX_CODINGS) {
    return fail(
      'protocol',
      'ENCODING_CHAIN',
      `The answer claims to be compressed ${layers} times over.`,
    );
  }
  if (!statusMatches(expected.status, answer.statusCode)) {
    return statusFailure(answer.statusCode, expected.status);
  }
  return judgeBody(answer, expected);
}
