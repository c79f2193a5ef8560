import { judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import type { CreateSender } from '../sender.ts';
import { slackBody } from './body.ts';

const ERROR_NAME = /^[a-z]+(?:_[a-z]+)*$/;

/** Errors that pass by themselves (Slack, errors of chat.postMessage). */
const PASSING = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'request_timeout',
  'service_unavailable',
]);

/** `{"ok":false,"error":"..."}`, as the API of Slack and some that look like it say no. */
const refusalIn = (body: string): string | null => {
  try {
    const said = JSON.parse(body) as { ok?: unknown; error?: unknown } | null;
    if (said?.ok !== false) return null;
    // Anything but a name may repeat what was sent.
    const isName = typeof said.error === 'string' && ERROR_NAME.test(said.error);
    return isName ? String(said.error) : 'no reason given';
  } catch {
    return null;
  }
};

/** Slack names its errors like `invalid_payload` in the body; success is `ok`, look-alike servers say other things. */
const errorNameIn = (answer: HttpAnswer): string | null => {
  if (answer.kind !== 'answered' || answer.status >= 300) return null;
  const body = answer.body.trim();
  return body.includes('_') && ERROR_NAME.test(body) ? body : refusalIn(body);
};

/** Hands a message to a Slack incoming webhook. */
export const createSlackSender: CreateSender<'slack'> =
  ({ post, now }) =>
  async (message, { config }, { signal }) => {
    const answer = await post(config.url, { body: slackBody(message), signal });
    const errorName = errorNameIn(answer);
    if (!errorName) return judgeAnswer('Slack', answer, now());
    const detail = `Slack did not take the message: ${errorName.slice(0, 60)}.`;
    return PASSING.has(errorName)
      ? { outcome: 'retry', detail, retryAfterMs: null }
      : { outcome: 'dead', detail };
  };
