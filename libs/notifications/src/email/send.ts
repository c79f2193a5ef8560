import type { ChannelRecord, Message, SendOutcome } from '@app/domain';
import { composeMail, type Mailer } from './mail.ts';
import { createResendMailer } from './resend.ts';
import { createSmtpMailer } from './smtp.ts';

type EmailChannel = Extract<ChannelRecord, { kind: 'email' }>;

/** How mail leaves. An SMTP server goes before Resend when both are set. */
export interface MailConfig {
  /** `MAIL_FROM`: `alerts@example.org` or `Monitor <alerts@example.org>`. */
  mailFrom: string | null;
  smtpUrl: string | null;
  resendApiKey: string | null;
  resendBaseUrl: string | null;
}

const selectMailer = (config: MailConfig, now: () => Date): Mailer | null => {
  if (config.smtpUrl) return createSmtpMailer({ url: config.smtpUrl });
  const { resendApiKey, resendBaseUrl } = config;
  return resendApiKey
    ? createResendMailer({ apiKey: resendApiKey, baseUrl: resendBaseUrl, now })
    : null;
};

const notSetUp = (what: string): SendOutcome => ({
  outcome: 'dead',
  detail: `E-mail is not set up. Set ${what} and start again.`,
});

/** Hands a message to all addresses of an e-mail channel, as one mail. */
export const createEmailSender = (config: MailConfig, now: () => Date) => {
  const send = selectMailer(config, now);
  return async (
    message: Message,
    channel: EmailChannel,
    options: { signal: AbortSignal },
  ): Promise<SendOutcome> => {
    if (!send) return notSetUp('SMTP_URL or RESEND_API_KEY');
    if (!config.mailFrom) return notSetUp('MAIL_FROM');
    return send(composeMail(message, config.mailFrom, channel.config.to), options);
  };
};
