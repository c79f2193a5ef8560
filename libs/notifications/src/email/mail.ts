import { createHash } from 'node:crypto';
import type { Message, SendMessage, SendOutcome } from '@app/domain';
import { describeMessage, type MessageStyle } from '@app/domain/messages';
import { mailHtml } from './html.ts';
import { mailText } from './text.ts';

/** A message as an e-mail, ready for any way of sending it. */
export interface Mail {
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  messageId: string;
  /** Never sent, shared by all mails of one alert: mail programs show them as one thread. */
  threadId: string;
  idempotencyKey: string;
  /** Whether it must reach every address: somebody watches what becomes of it. */
  isTest: boolean;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const domainOf = (from: string): string => /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

export interface Envelope {
  from: string;
  to: readonly string[];
  style?: MessageStyle;
}

/** What mails of ours have in common: sender, receivers, and ids that stay the same when one is sent again. */
export const mailFrame = ({
  from,
  to,
  idempotencyKey,
  thread,
}: Pick<Envelope, 'from' | 'to'> & { idempotencyKey: string; thread: string }) => {
  const domain = domainOf(from);
  return {
    ...{ from, to, idempotencyKey },
    // Keeps holiday notes and other robots from answering (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    messageId: `<${hash(idempotencyKey)}@${domain}>`,
    threadId: `<${hash(thread)}.thread@${domain}>`,
  };
};

/** Writes the e-mail of a message; the same message always gives the same mail with the same Message-ID. */
export const composeMail = (message: Message, { from, to, style }: Envelope): Mail => {
  const words = describeMessage(message, style);
  const { idempotencyKey, alert, event } = message;
  return {
    ...mailFrame({ from, to, idempotencyKey, thread: alert?.id ?? idempotencyKey }),
    subject: words.title,
    text: mailText(words),
    html: mailHtml(words),
    isTest: event === 'test',
  };
};

/** One way of sending a mail. Rejects only with the reason of its signal. */
export type Mailer = (mail: Mail, options: Parameters<SendMessage>[2]) => Promise<SendOutcome>;
