import { judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import type { CreateSender } from '../sender.ts';
import { slackBody } from './body.ts';

/** Slack names its errors like `invalid_payload` in the body; success is `ok`, look-alike servers say other things. */
const errorNameIn = (answer: HttpAnswer): string | null => {
  if (answer.kind !== 'answered' || answer.status >= 300) return null;
  const body = answer.body.trim();
  return /^[a-z]+(?:_[a-z]+)+$/.test(body) ? body : null;
};

/** Hands a message to a Slack incoming webhook. */
export const createSlackSender: CreateSender<'slack'> =
  ({ post, now }) =>
  async (message, { config }, { signal }) => {
    const answer = await post(config.url, { body: slackBody(message), signal });
    const errorName = errorNameIn(answer);
    return errorName
      ? { outcome: 'dead', detail: `Slack did not take the message: ${errorName.slice(0, 60)}.` }
      : judgeAnswer('Slack', answer, now());
  };
