import { defineChannelKind, HttpUrl } from '@app/domain/testing';
import * as z from 'zod';

/** A channel of a kind that the product does not know: a bot that posts into rooms, with a token that has a shape. */
export const toy = defineChannelKind({
  kind: 'toy',
  words: { name: 'Toy', hint: 'Ask the robot for a token.' },
  config: z.strictObject({
    room: z.string().min(1),
    token: z.string().regex(/^\d+:[\w-]{10,}$/, { error: 'This is no token.' }),
    server: HttpUrl,
    volume: z.enum(['loud', 'quiet']).optional(),
  }),
  fields: {
    room: { input: 'text', label: 'Room' },
    token: { input: 'text', label: 'Token', isSecret: true },
    server: { input: 'url', label: 'Server' },
    volume: { input: 'choice', label: 'Volume', choices: { loud: 'Loud', quiet: 'Quiet' } },
  },
  digestItems: 10,
});
