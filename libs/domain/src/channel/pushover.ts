import * as z from 'zod';
import { defineChannelKind } from './descriptor.ts';

const Key = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{30}$/, { error: 'A key of Pushover has 30 letters and digits.' });

export const pushover = defineChannelKind({
  kind: 'pushover',
  words: {
    name: 'Pushover',
    hint: 'Register an application at pushover.net, and enter its token and the key of the user or group.',
  },
  config: z.strictObject({
    user: Key,
    token: Key,
    device: z
      .string()
      .trim()
      .regex(/^[\w-]{1,25}$/, { error: 'The name of a device has up to 25 letters and digits.' })
      .nullish(),
  }),
  fields: {
    user: { input: 'text', label: 'Key of the user or group', isSecret: true },
    token: { input: 'text', label: 'Token of the application', isSecret: true },
    device: { input: 'text', label: 'Device', hint: 'Optional, else all of the user' },
  },
  provider: {
    hosts: ['api.pushover.net'],
    path: /^\/1\/messages\.json$/,
    example: 'https://api.pushover.net',
  },
  digestItems: 20,
});
