import { judgeAnswer } from '../http/judge-answer.ts';
import type { CreateSender } from '../sender.ts';
import { alertmanagerBody } from './alertmanager-body.ts';
import { netumoBody } from './netumo-body.ts';
import { signBody } from './signature.ts';

/** Hands a message to a webhook of the user's own; any 2xx means that it was taken. */
export const createWebhookSender: CreateSender<'webhook'> =
  ({ post, now }) =>
  async (message, { name, config }, { signal }) => {
    const body =
      config.format === 'alertmanager' ? alertmanagerBody(message, name) : netumoBody(message);
    const headers: Record<string, string> = { 'idempotency-key': message.idempotencyKey };
    if (config.secret) headers['x-netumo-signature'] = signBody(config.secret, body, now());
    return judgeAnswer('The webhook', await post(config.url, { headers, body, signal }), now());
  };
