import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { defineChannelKind } from './descriptor.ts';

export const webhook = defineChannelKind({
  kind: 'webhook',
  words: {
    name: 'Webhook',
    hint: 'Messages are posted as JSON. With a secret they are signed, so that the receiver can tell them from others.',
  },
  config: z.strictObject({
    url: HttpUrl,
    secret: z.string().min(8, { error: 'A secret has at least 8 characters.' }).max(256).nullish(),
    format: z.enum(['netumo', 'alertmanager']).optional(),
  }),
  fields: {
    url: { input: 'url', label: 'Address of the webhook', isSecret: true },
    secret: {
      input: 'text',
      label: 'Secret',
      hint: 'Optional, at least 8 characters',
      isSecret: true,
    },
    format: {
      input: 'choice',
      label: 'Format',
      choices: { netumo: 'Our own', alertmanager: 'Like Alertmanager' },
    },
  },
  digestItems: 500,
});
