import type { Expectation, Failure } from '@app/domain';
import { bodyText, containsText } from './body-text.ts';
import type { Answer } from './answer.ts';
import { decodeBody, MAX_CODINGS } from './decode-body.ts';
import { statusMatches, statusName } from './status-code.ts';

/** Longest part of a keyword that a message repeats. */
const MAX_QUOTE = 60;

const fail = (failureClass: Failure['class'], code: string, message: string): Failure => ({
  class: failureClass,
  code,
  message,
});

const quote = (keyword: string): string =>
  keyword.length <= MAX_QUOTE ? `"${keyword}"` : `"${keyword.slice(0, MAX_QUOTE)}…"`;

async function judgeKeywords(answer: Answer, expected: Expectation): Promise<Failure | null> {
  if (answer.bodyEnd === 'broken') {
    return fail(
      'protocol',
      'BODY_INCOMPLETE',
      'The connection broke in the middle of the page, so its text could not be checked.',
    );
  }
  const decoded = await decodeBody(answer.body, answer.contentEncoding);
  if (!decoded) {
    return fail(
      'content',
      'BODY_DECODE',
      'The page is compressed in a way that cannot be read, so its text could not be checked.',
    );
  }
  const text = bodyText(decoded.bytes, answer.contentType);
  const { contains, notContains } = expected;
  if (contains !== null && !containsText(text, contains)) {
    return decoded.isCapped || answer.bodyEnd === 'capped'
      ? fail(
          'too-large',
          'BODY_TOO_LARGE',
          `The text ${quote(contains)} is not in the first MiB of the page, and no more is read.`,
        )
      : fail('content', 'TEXT_MISSING', `The text ${quote(contains)} is not on the page.`);
  }
  if (notContains !== null && containsText(text, notContains)) {
    return fail(
      'content',
      'TEXT_PRESENT',
      `The text ${quote(notContains)} is on the page and should not be.`,
    );
  }
  return null;
}

/** Judges the final answer of an attempt; null when it is what a healthy target sends. */
export async function judgeAnswer(answer: Answer, expected: Expectation): Promise<Failure | null> {
  if (answer.contentEncoding.length > MAX_CODINGS) {
    return fail(
      'protocol',
      'ENCODING_CHAIN',
      `The answer claims to be compressed ${answer.contentEncoding.length} times over.`,
    );
  }
  if (!statusMatches(expected.status, answer.statusCode)) {
    return fail(
      'status',
      String(answer.statusCode),
      `Answered ${statusName(answer.statusCode)}, expected ${expected.status}.`,
    );
  }
  const hasKeywords = expected.contains !== null || expected.notContains !== null;
  return hasKeywords ? judgeKeywords(answer, expected) : null;
}
