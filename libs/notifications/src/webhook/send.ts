import type { ChannelRecord, Message, SendOutcome } from '@app/domain';
import type { ChannelPost } from '../channel-post.ts';
import { judgeAnswer } from '../http/judge-answer.ts';
import { alertmanagerBody } from './alertmanager-body.ts';
import { netumoBody } from './netumo-body.ts';
import { signBody } from './signature.ts';

type WebhookChannel = Extract<ChannelRecord, { kind: 'webhook' }>;

/** Hands a message to a webhook of the user's own; any 2xx means that it was taken. */
export const createWebhookSender =
  (post: ChannelPost, now: () => Date) =>
  async (
    message: Message,
    { name, config }: WebhookChannel,
    { signal }: { signal: AbortSignal },
  ): Promise<SendOutcome> => {
    const body =
      config.format === 'alertmanager' ? alertmanagerBody(message, name) : netumoBody(message);
    const headers: Record<string, string> = { 'idempotency-key': message.idempotencyKey };
    if (config.secret) headers['x-netumo-signature'] = signBody(config.secret, body, now());
    return judgeAnswer(
      'The webhook',
      await post('webhook', config.url, { headers, body, signal }),
      now(),
    );
  };
