import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { defineChannelKind } from './descriptor.ts';

export const discord = defineChannelKind({
  kind: 'discord',
  words: {
    name: 'Discord',
    hint: 'Make a webhook in the settings of a Discord channel and paste its address here.',
  },
  config: z.strictObject({ url: HttpUrl }),
  fields: { url: { input: 'url', label: 'Address of the webhook', isSecret: true } },
  provider: {
    hosts: ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'],
    path: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+\/?$/,
    example: 'https://discord.com/api/webhooks/...',
  },
  digestItems: 60,
});
