import type { SendOutcome } from '@app/domain';
import type { CreateSender, SenderContext } from '../sender.ts';
import { composeMail, type Mailer } from './mail.ts';
import { createResendMailer } from './resend.ts';
import { createSmtpMailer } from './smtp.ts';

/** The way of sending mail that was set up; null for none. */
export const createMailer = ({
  mail,
  now,
  extraCertificates = [],
}: Omit<SenderContext, 'post'>): Mailer | null => {
  if (mail.smtpUrl) return createSmtpMailer({ url: mail.smtpUrl, extraCertificates });
  const { resendApiKey, resendBaseUrl } = mail;
  return resendApiKey
    ? createResendMailer({ apiKey: resendApiKey, baseUrl: resendBaseUrl, now, extraCertificates })
    : null;
};

/** What becomes of mail before the operator has set it up. */
export const mailNotSetUp = (...settings: string[]): SendOutcome => ({
  outcome: 'dead',
  fact: { is: 'not-set-up', settings },
});

/** Hands a message to the address that it names, or as one mail to all addresses of an e-mail channel. */
export const createEmailSender: CreateSender<'email'> = (context) => {
  const send = createMailer(context);
  const { mailFrom } = context.mail;
  return async (message, channel, options) => {
    if (!send) return mailNotSetUp('SMTP_URL', 'RESEND_API_KEY');
    if (!mailFrom) return mailNotSetUp('MAIL_FROM');
    const to = message.recipient === undefined ? channel.config.to : [message.recipient];
    return send(composeMail(message, { from: mailFrom, to, style: channel }), options);
  };
};
