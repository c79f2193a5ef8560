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
    path: /^\/services\/./,
    example: 'https://hooks.slack.com/services/...',
  },
  refusals: [
    {
      name: 'workflow',
      hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
      path: /^\/(?:workflows|triggers)\//,
      message:
        'This starts a workflow, which takes only the variables that it defines. Make an incoming webhook for the Slack channel instead: its address begins with https://hooks.slack.com/services/.',
    },
  ],
  digestItems: 150,
});
