import type { ChannelKind } from '@app/domain';
import { createDiscordSender } from './discord/send.ts';
import { createEmailSender } from './email/send.ts';
import { createNtfySender } from './ntfy/send.ts';
import { createPagerdutySender } from './pagerduty/send.ts';
import { createPushoverSender } from './pushover/send.ts';
import type { CreateSender } from './sender.ts';
import { createSlackSender } from './slack/send.ts';
import { createTeamsSender } from './teams/send.ts';
import { createTelegramSender } from './telegram/send.ts';
import { createWebhookSender } from './webhook/send.ts';

/** How messages are sent to each kind of channel. */
export const channelSenders: { readonly [K in ChannelKind]: CreateSender<K> } = {
  email: createEmailSender,
  slack: createSlackSender,
  discord: createDiscordSender,
  teams: createTeamsSender,
  telegram: createTelegramSender,
  ntfy: createNtfySender,
  pushover: createPushoverSender,
  pagerduty: createPagerdutySender,
  webhook: createWebhookSender,
};
