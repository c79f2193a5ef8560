import { judgeAnswer } from '../http/judge-answer.ts';
import type { CreateSender } from '../sender.ts';
import { discordBody } from './body.ts';

/** Hands a message to a Discord webhook. */
export const createDiscordSender: CreateSender<'discord'> =
  ({ post, now }) =>
  async (message, { config }, { signal }) =>
    judgeAnswer('Discord', await post(config.url, { body: discordBody(message), signal }), now());
