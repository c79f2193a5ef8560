import * as z from 'zod';
import { defineChannelKind } from './descriptor.ts';
import { EmailAddress } from './email-address.ts';

export const email = defineChannelKind({
  kind: 'email',
  words: { name: 'E-mail', hint: 'Messages go by e-mail, to all addresses at once.' },
  config: z.strictObject({
    to: z.array(EmailAddress).min(1, { error: 'Add at least one address.' }).max(20),
  }),
  fields: { to: { input: 'list', label: 'Addresses', hint: 'Several are separated by commas' } },
  digestItems: 1000,
});
