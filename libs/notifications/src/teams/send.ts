import type { SendOutcome } from '@app/domain';
import { judgeAnswer } from '../http/judge-answer.ts';
import type { HttpAnswer } from '../http/post.ts';
import type { CreateSender } from '../sender.ts';
import { teamsBody } from './body.ts';

/** What stands in an answer of 200 where the message did not reach Teams, and the status that it had there. */
const FAILED_BEHIND = /delivery failed with error[^\n]*?HTTP error (\d{3})/i;

/** A workflow that takes a message passes it on; what Teams itself said may stand in its answer. */
const judge = (answer: HttpAnswer, now: Date): SendOutcome => {
  if (answer.kind !== 'answered' || answer.status >= 300) return judgeAnswer('teams', answer, now);
  const status = FAILED_BEHIND.exec(answer.body)?.[1];
  return judgeAnswer('teams', status ? { ...answer, status: Number(status) } : answer, now);
};

/** Hands a message to a workflow of Microsoft Teams. */
export const createTeamsSender: CreateSender<'teams'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const body = teamsBody(message, channel);
    return judge(await post(channel.config.url, { body, ...options }), now());
  };
