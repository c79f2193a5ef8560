import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { defineChannelKind } from './descriptor.ts';

export const telegram = defineChannelKind({
  kind: 'telegram',
  words: {
    name: 'Telegram',
    hint: 'Make a bot with @BotFather, add it to the chat, and enter its token and the id of the chat.',
    advice: {
      400: 'Check the chat and its topic, and that the bot is a member.',
      401: 'Check the token of the bot.',
      403: 'Let the bot into the chat, or start a conversation with it.',
      404: 'Check the token of the bot.',
    },
  },
  config: z.strictObject({
    chat: z
      .string()
      .trim()
      .regex(/^(?:-?\d{1,20}|@[A-Za-z]\w{3,31})$/, {
        error: 'A chat is a number like -1001234567890, or @name for a public channel.',
      }),
    token: z
      .string()
      .trim()
      .regex(/^\d{1,20}:[\w-]{20,100}$/, {
        error: 'The token of a bot looks like 123456789:AAH and 32 more characters.',
      }),
    topic: z
      .string()
      .trim()
      .regex(/^\d{1,15}$/, { error: 'The id of a topic is a number.' })
      .nullish(),
    server: HttpUrl.nullish(),
  }),
  fields: {
    chat: { input: 'text', label: 'Chat', hint: 'Its id, or @name of a public channel' },
    token: { input: 'text', label: 'Token of the bot', isSecret: true },
    topic: { input: 'text', label: 'Topic', hint: 'Optional, the id of a topic of a group' },
    server: { input: 'url', label: 'Server', hint: 'Optional, a Bot API server of your own' },
  },
  provider: {
    hosts: ['api.telegram.org'],
    path: /^\/(?:bot[\w:-]+\/sendMessage)?$/,
    example: 'https://api.telegram.org',
  },
  // 20 messages a minute to one group, 4,096 characters each (Telegram, Bots FAQ).
  digestItems: 50,
});
