import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { defineChannelKind } from './descriptor.ts';

export const slack = defineChannelKind({
  kind: 'slack',
  words: {
    name: 'Slack',
    hint: 'Make an incoming webhook in Slack and paste its address here.',
  },
  config: z.strictObject({ url: HttpUrl }),
  fields: { url: { input: 'url', label: 'Address of the webhook', isSecret: true } },
  provider: {
    hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
    path: /^\/(?:services|workflows|triggers)\/./,
    example: 'https://hooks.slack.com/services/...',
  },
  digestItems: 150,
});
