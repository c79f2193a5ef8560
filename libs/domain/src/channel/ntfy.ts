import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { defineChannelKind } from './descriptor.ts';

export const ntfy = defineChannelKind({
  kind: 'ntfy',
  words: {
    name: 'ntfy',
    hint: 'Choose a topic that nobody can guess, or one of your own server, and subscribe to it in the app.',
    advice: {
      401: 'Check the access token.',
      403: 'The topic is protected: check it and the access token.',
      404: 'Check the address of the server: the topic is entered apart from it.',
    },
  },
  config: z.strictObject({
    server: HttpUrl.default('https://ntfy.sh'),
    topic: z
      .string()
      .trim()
      .regex(/^[\w-]{1,64}$/, {
        error: 'A topic has up to 64 letters, digits, hyphens and underscores.',
      }),
    token: z
      .string()
      .trim()
      .regex(/^[\w.~+/=-]{1,256}$/, {
        error: 'An access token looks like tk_ and 29 more characters.',
      })
      .nullish(),
  }),
  fields: {
    server: { input: 'url', label: 'Server', preset: 'https://ntfy.sh' },
    // Whoever knows a topic of a public server can read it.
    topic: { input: 'text', label: 'Topic', isSecret: true },
    token: {
      input: 'text',
      label: 'Access token',
      hint: 'Optional, for protected topics',
      isSecret: true,
    },
  },
  digestItems: 50,
});
