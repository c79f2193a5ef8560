import type { Alert } from '../../alert/schema.ts';
import type { Message, MessageEvent } from '../../delivery/message.ts';
import type { MessageStyle, MessageWords } from '../message-words.ts';
import { describeMessage } from '../message.ts';
import { after, sampleAlert as alert } from './sample-alert.ts';

export const target = {
  id: 'b'.repeat(24),
  url: 'https://shop.example/',
  name: 'Shop',
  tags: ['prod', 'eu'],
  status: 'down' as const,
};

/** What is told of an event of the sample alert, some minutes after its outage began. */
export const describeAlert = (
  event: MessageEvent,
  changes: Partial<Alert> = {},
  {
    minutes = 6,
    style,
    ...details
  }: Partial<Message> & { minutes?: number; style?: MessageStyle } = {},
): MessageWords => {
  const message: Message = {
    event,
    alert: alert(changes),
    target,
    link: 'https://monitor.example/targets/b',
    idempotencyKey: 'key',
    sentAt: after(minutes),
    ...details,
  };
  return describeMessage(message, style);
};

/** Changes that make it an alert of a domain. */
export const ofDomain = {
  kind: 'domain',
  targetName: 'shop.example',
  domain: 'shop.example',
} as const;
