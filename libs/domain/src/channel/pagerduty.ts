import * as z from 'zod';
import { defineChannelKind } from './descriptor.ts';

export const pagerduty = defineChannelKind({
  kind: 'pagerduty',
  words: {
    name: 'PagerDuty',
    hint: 'Add an integration of the kind Events API v2 to a service, and enter its key.',
    advice: {
      400: 'Check the integration key.',
      401: 'Check the integration key.',
      403: 'Check the integration key.',
      404: 'Check the integration key.',
    },
  },
  config: z.strictObject({
    key: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]{32}$/, {
        error: 'An integration key of PagerDuty has 32 letters and digits.',
      }),
    region: z.enum(['us', 'eu']).optional(),
  }),
  fields: {
    key: { input: 'text', label: 'Integration key', isSecret: true },
    region: { input: 'choice', label: 'Region', choices: { us: 'United States', eu: 'Europe' } },
  },
  provider: {
    hosts: ['events.pagerduty.com', 'events.eu.pagerduty.com'],
    path: /^\/v2\/enqueue$/,
    example: 'https://events.pagerduty.com',
  },
  // Each alert is an incident of its own: a digest is sent one by one.
  digestItems: 10,
});
