import { askedWait, judgeAnswer, judgeRefusal } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import type { CreateSender } from '../sender.ts';
import { slackBody } from './body.ts';

const ERROR_NAME = /^[a-z]+(?:_[a-z]+)+$/;
const NAME_LENGTH = 60;

type Answered = Extract<HttpAnswer, { kind: 'answered' }>;

/** Slack names an error like `invalid_payload` where success is `ok`; look-alike servers say other things. */
const saysNo = (answer: HttpAnswer): answer is Answered =>
  answer.kind === 'answered' && answer.status < 300 && ERROR_NAME.test(answer.body.trim());

/** Hands a message to a Slack incoming webhook. */
export const createSlackSender: CreateSender<'slack'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const body = slackBody(message, channel);
    const answer = await post(channel.config.url, { body, ...options });
    if (!saysNo(answer)) return judgeAnswer('slack', answer, now());
    const reason = answer.body.trim().slice(0, NAME_LENGTH);
    return judgeRefusal('slack', { reason }, askedWait(answer, now()));
  };
