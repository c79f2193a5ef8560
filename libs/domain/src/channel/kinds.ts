import { discord } from './discord.ts';
import { email } from './email.ts';
import { slack } from './slack.ts';
import { webhook } from './webhook.ts';

/** Kinds of channel that people can add; `in-app` always exists and is not configured. */
export const channelKinds = { email, slack, discord, webhook };
