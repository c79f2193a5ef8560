import { judgeAnswer } from '../http/judge-answer.ts';
import type { CreateSender } from '../sender.ts';
import { discordBody } from './body.ts';

/** Hands a message to a Discord webhook. */
export const createDiscordSender: CreateSender<'discord'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const body = discordBody(message, channel);
    return judgeAnswer('discord', await post(channel.config.url, { body, ...options }), now());
  };
