import { judgeUnknownServer } from '../http/judge-answer.ts';
import type { CreateSender } from '../sender.ts';
import { alertmanagerBody } from './alertmanager-body.ts';
import { netumoBody } from './netumo-body.ts';
import { signBody } from './signature.ts';

/** Hands a message to a webhook of the user's own; any 2xx means that it was taken, unless it says no. */
export const createWebhookSender: CreateSender<'webhook'> =
  ({ post, now }) =>
  async (message, channel, options) => {
    const { name, config } = channel;
    const body =
      config.format === 'alertmanager'
        ? alertmanagerBody(message, name, channel)
        : netumoBody(message);
    const headers: Record<string, string> = { 'idempotency-key': message.idempotencyKey };
    if (config.secret) headers['x-netumo-signature'] = signBody(config.secret, body, now());
    const answer = await post(config.url, { headers, body, ...options });
    return judgeUnknownServer('webhook', answer, now());
  };
