import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { defineChannelKind } from './descriptor.ts';

export const teams = defineChannelKind({
  kind: 'teams',
  words: {
    name: 'Microsoft Teams',
    hint: 'In the channel choose Workflows, then the template that posts to it when a webhook request is received, and paste its address here.',
  },
  config: z.strictObject({ url: HttpUrl }),
  fields: { url: { input: 'url', label: 'Address of the workflow', isSecret: true } },
  provider: {
    hosts: ['.logic.azure.com', '.environment.api.powerplatform.com'],
    path: /\/workflows\/[\w-]+\/triggers\/[\w-]+\/paths\/invoke\/?$/,
    example: 'https://prod-01.westeurope.logic.azure.com/workflows/...',
  },
  refusals: [
    {
      name: 'connector',
      hosts: ['.webhook.office.com', 'outlook.office.com'],
      path: /^/,
      message:
        'Microsoft has retired connectors of Office 365. Make a workflow in the channel and paste its address.',
    },
  ],
  digestItems: 100,
});
